package dev.drover.app.live;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.Place;
import dev.drover.app.wrong.TestFaults;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications change the schema of a source that is followed: nobody switches to a
 * target that lacks a table or a column, unless he wants to do without it.
 */
class LateTablesIT {

	@TempDir
	Path directory;

	private final Place source = Place.postgresql();

	@Test
	void aTableThatComesWhileItIsFollowedHoldsTheSwitchUp() throws Exception {
		LiveMove move = LiveMove.of(this.directory, this.source, Place.postgresql(), "");
		Answer run = TestFaults.during(
				Map.of("verify.compared", () -> execute("CREATE TABLE late (id int PRIMARY KEY)")),
				() -> drover("run", move.plan()));
		run.isOneLine(1, "SCHEMA_008", "table late came into the source", "nothing has changed", "--force");
		assertThat(move.takesWrites(this.source)).isTrue();
		// nothing stops a statement that makes a table
		Answer forced = TestFaults.during(
				Map.of("cutover.armed", () -> execute("CREATE TABLE later (id int PRIMARY KEY)")),
				() -> drover("restart", "bank", "--force"));
		assertThat(forced.status()).as(forced.toString()).isZero();
		assertThat(drover("report", "bank").out()).contains("table late came into old", "table later came into old");
	}

	/** Before the first fingerprint of its table was taken, so that none shows it. */
	@Test
	void aColumnThatComesBeforeTheFirstLookHoldsTheSwitchUp() throws Exception {
		LiveMove move = LiveMove.of(this.directory, this.source, Place.postgresql(), "");
		Answer run = TestFaults.during(Map.of("prepare.end", () -> execute("ALTER TABLE entry ADD COLUMN more int")),
				() -> drover("run", move.plan()));
		run.isOneLine(1, "SCHEMA_008", "table entry has other columns", "nothing has changed", "drover rollback bank");
	}

	private void execute(String sql) {
		try {
			this.source.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Answer drover(String... words) {
		String[] all = java.util.Arrays.copyOf(words, words.length + 2);
		all[words.length] = "--data-dir";
		all[words.length + 1] = this.directory.resolve("data").toString();
		return Answer.of(Map.of(), all);
	}

}
