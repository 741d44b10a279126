package dev.drover.app.wrong;

import java.nio.file.Path;
import java.sql.SQLException;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A unique value that goes from a row which is copied to one which is not yet: the target
 * has it twice when its keys are to be made, until the changes are applied.
 */
class SwappedWhileCopiedIT {

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mysql", "mariadb", "sqlite" })
	void theKeysAreMadeOnceTheChangesAreApplied(String engine) throws Exception {
		Place source = Place.sqlite(this.directory.resolve("source.sqlite"));
		Place target = switch (engine) {
			case "postgresql" -> Place.postgresql();
			case "mysql" -> Place.mysql();
			case "mariadb" -> Place.mariadb();
			default -> Place.sqlite(this.directory.resolve("target.sqlite"));
		};
		Followed followed = Followed.to(Scene.in(this.directory, source, 1200), target, "cutover: {gate: auto}\n");
		// of both tables each, so that the rest is still to come
		Answer run = TestFaults.during("copy.after-commit", 1, () -> swap(source), followed::runByForce);
		assertThat(run.status()).as(run.toString()).isZero();
		followed.isEqual();
		assertThat(target.number("SELECT id FROM parent WHERE code = 'code-1'")).isEqualTo(3600);
		followed.does("rollback");
		followed.does("finalize");
	}

	private static void swap(Place source) {
		try {
			source.execute("UPDATE parent SET code = 'gone' WHERE id = 3",
					"UPDATE parent SET code = 'code-1' WHERE id = 3600");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
