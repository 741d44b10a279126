package dev.drover.app.wrong;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Somebody changes a schema while a migration is at work, or between two attempts at it.
 */
class SchemaDriftIT {

	@TempDir
	Path directory;

	private Place target;

	@BeforeEach
	void emptyTarget() {
		this.target = Place.sqlite(this.directory.resolve("target.sqlite"));
	}

	private static void change(Place place, String sql) {
		try {
			place.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** After the source was looked at, before its rows are read. */
	@ParameterizedTest
	@ValueSource(strings = { "DROP TABLE child", "ALTER TABLE child DROP COLUMN amount" })
	void aSourceThatChangesAfterTheCheck(String sql) throws Exception {
		Place source = Place.postgresql();
		Scene scene = Scene.in(this.directory, source, 100);
		Place into = Place.postgresql();
		Path plan = scene.plan("drift", into);
		TestFaults
			.during("prepare.end", 1, () -> change(source, sql), () -> scene.drover("run", plan.toString(), "--force"))
			.isOneLine(1, "SCHEMA_008", "child", "drover restart drift");
		Answer again = scene.drover("restart", "drift", "--force");
		if (sql.startsWith("DROP")) {
			// found before the copy began: what is there now is what is moved
			assertThat(again.status()).as(again.toString()).isZero();
			assertThat(into.number("SELECT count(*) FROM parent")).isEqualTo(100);
			assertThat(into.number("SELECT count(*) FROM pg_class WHERE relname = 'child'")).isZero();
		}
		else {
			again.isOneLine(2, "SCHEMA_008", "columns of table child");
		}
	}

	/** Its readers' transactions keep a table as it is. */
	@ParameterizedTest
	@ValueSource(strings = { "mysql", "mariadb" })
	void aMysqlSourceDoesNotChangeWhileItIsRead(String engine) throws Exception {
		Place source = engine.equals("mysql") ? Place.mysql() : Place.mariadb();
		Scene scene = Scene.in(this.directory, source, 100);
		Path plan = scene.plan("drift", this.target);
		Answer run = TestFaults.during("prepare.end", 1,
				() -> assertThatThrownBy(() -> source.execute("SET SESSION lock_wait_timeout = 1", "DROP TABLE child"))
					.hasMessageContaining("Lock wait timeout"),
				() -> scene.drover("run", plan.toString(), "--force"));
		assertThat(run.status()).as(run.toString()).isZero();
		scene.isWhole(this.target, "drift");
	}

	private Scene copyHalf() throws Exception {
		Scene scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), 1200);
		Path plan = scene.plan("drift", this.target);
		Answer cut = TestFaults.during("copy.after-commit", 1, () -> {
			throw new IllegalStateException("cut off");
		}, () -> scene.drover("run", plan.toString()));
		assertThat(cut.status()).as(cut.toString()).isEqualTo(1);
		return scene;
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = {
			"DROP TABLE child;ALTER TABLE gone RENAME TO child;the source has lost table child",
			"ALTER TABLE child ADD COLUMN more INTEGER;ALTER TABLE child DROP COLUMN more;columns of table child",
			"ALTER TABLE child RENAME COLUMN amount TO sum;ALTER TABLE child RENAME COLUMN sum TO amount;amount" })
	void aSourceThatChangesBetweenTwoAttempts(String sql, String back, String words) throws Exception {
		Scene scene = copyHalf();
		scene.source()
			.execute(
					"CREATE TABLE gone (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL, amount INTEGER,"
							+ " FOREIGN KEY (parent_id) REFERENCES parent (id))",
					"INSERT INTO gone SELECT * FROM child", "CREATE INDEX gone_parent ON gone (parent_id)");
		if (!sql.startsWith("DROP")) {
			scene.source().execute("DROP TABLE gone");
		}
		scene.source().execute(sql);
		Map<String, List<String>> before = this.target.dump();
		Answer refused = scene.drover("restart", "drift");
		assertThat(refused.status()).as(refused.toString()).isEqualTo(2);
		assertThat(refused.err()).contains("SCHEMA_008 ").contains(words);
		assertThat(this.target.dump()).isEqualTo(before);
		scene.source().execute(back);
		Answer again = scene.drover("restart", "drift");
		assertThat(again.status()).as(again.toString()).isZero();
		scene.isWhole(this.target, "drift");
	}

	@Test
	void aTableThatComesBetweenTwoAttemptsIsNotCopied() throws Exception {
		Scene scene = copyHalf();
		scene.source().execute("CREATE TABLE late (id INTEGER PRIMARY KEY)");
		scene.drover("restart", "drift").isOneLine(2, "SCHEMA_008", "table late", "--force");
		Answer forced = scene.drover("restart", "drift", "--force");
		assertThat(forced.status()).as(forced.toString()).isZero();
		assertThat(this.target.number("SELECT count(*) FROM sqlite_master WHERE name = 'late'")).isZero();
		scene.isWhole(this.target, "drift");
	}

	@Test
	void aTargetTableThatIsDroppedBetweenTwoAttempts() throws Exception {
		Scene scene = copyHalf();
		this.target.execute("DROP TABLE parent");
		scene.drover("restart", "drift").isOneLine(2, "SCHEMA_008", "the target has lost table parent");
	}

}
