package dev.drover.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.drover.fault.RefusedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
	void aNewerSchemaIsRefused() {
		try (ControlDatabase control = ControlDatabase.inMemory()) {
			control.bringUpToDate();
			new JdbcTemplate(control.dataSource()).update(
					"UPDATE \"drover_schema_history\" SET \"version\" = '100.1' WHERE \"version\" = ?",
					ControlDatabase.VERSION);
			assertThatThrownBy(control::bringUpToDate).isInstanceOf(RefusedException.class)
				.hasMessageContaining("CONN_008")
				.hasMessageContaining(
						"schema of version 100.1, this Drover knows those up to " + ControlDatabase.VERSION);
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

	/** The database's own lock says so; nobody gets in between two uses. */
	@Test
	void anEmbeddedOneStaysOpenFromTheMomentItIsOpened() throws Exception {
		try (ControlDatabase control = ControlDatabase.open(this.directory, Map.of())) {
			assertThat(this.directory.resolve("control.lock.db")).exists();
			control.bringUpToDate();
			assertThat(this.directory.resolve("control.lock.db")).exists();
			try (Connection connection = control.dataSource().getConnection()) {
				assertThat(connection.isValid(1)).isTrue();
			}
			assertThat(this.directory.resolve("control.lock.db")).exists();
		}
		assertThat(this.directory.resolve("control.lock.db")).doesNotExist();
	}

}
