package dev.drover.ledger;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ControlDatabaseTests {

	@TempDir
	Path directory;

	@Test
	void theGlanceKnowsTheNewestVersion() {
		try (ControlDatabase control = ControlDatabase.inMemory()) {
			assertThat(control.hasSchema()).isFalse();
			control.bringUpToDate();
			assertThat(control.version()).as("ControlDatabase.VERSION must follow the files in sql")
				.isEqualTo(ControlDatabase.VERSION);
		}
	}

	@Test
	void aLookMakesNothing() {
		assertThat(ControlDatabase.mayExist(this.directory, Map.of())).isFalse();
		assertThat(this.directory).isEmptyDirectory();
		assertThat(ControlDatabase.mayExist(this.directory, Map.of("DROVER_CONTROL_URL", "jdbc:postgresql:x")))
			.isTrue();
	}

	@Test
	void itMayBeBroughtUpToDateAgainAndAgain() {
		IntStream.range(0, 2).forEach((start) -> {
			try (ControlDatabase control = ControlDatabase.open(this.directory, Map.of())) {
				assertThat(control.hasSchema()).isEqualTo(start > 0);
				control.bringUpToDate();
			}
		});
		assertThat(ControlDatabase.mayExist(this.directory, Map.of())).isTrue();
	}

}
