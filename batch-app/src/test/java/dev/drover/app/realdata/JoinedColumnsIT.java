package dev.drover.app.realdata;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.realdata.Moves.Base;
import dev.drover.testserver.MysqlServer;
import dev.drover.testserver.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Foreign keys between types that the target does not join: numbers become as wide as the
 * widest, all else is told before anything is changed.
 */
class JoinedColumnsIT {

	@TempDir
	Path directory;

	@Test
	void numbers_that_refer_to_wider_ones_become_as_wide() throws Exception {
		Moves moves = new Moves(this.directory);
		Base source = Moves.fresh(PostgresServer.shared());
		source.execute("CREATE TABLE top (id bigint PRIMARY KEY)",
				"CREATE TABLE middle (id int PRIMARY KEY REFERENCES top)",
				"CREATE TABLE low (id int PRIMARY KEY, middle smallint REFERENCES middle, code varchar(9))",
				"CREATE TABLE word (code text PRIMARY KEY)", "ALTER TABLE low ADD FOREIGN KEY (code) REFERENCES word",
				"INSERT INTO top VALUES (1), (4000000000)", "INSERT INTO middle VALUES (1)",
				"INSERT INTO word VALUES ('w')", "INSERT INTO low VALUES (1, 1, 'w')");
		for (MysqlServer server : List.of(MysqlServer.mysql(), MysqlServer.mariadb())) {
			Base target = Moves.fresh(server);
			String id = (server == MysqlServer.mysql()) ? "mysql" : "mariadb";
			assertThat(moves.run(id, source, target, "")).isZero();
			assertThat(moves.report(id).get("findings").toString()).contains("low.middle", "middle.id")
				.contains("no foreign key leads from smallint to bigint");
			assertThat(target.rows("SELECT referenced_table_name FROM information_schema.referential_constraints"
					+ " WHERE constraint_schema = DATABASE() ORDER BY 1"))
				.containsExactly("middle", "top", "word");
			assertThat(target.rows("SELECT data_type FROM information_schema.columns WHERE table_schema = DATABASE()"
					+ " AND column_name IN ('id', 'middle') AND table_name <> 'top' ORDER BY table_name, column_name"))
				.containsExactly("bigint", "bigint", "int");
		}
	}

	@Test
	void what_the_target_does_not_join_is_told_before_the_copy() throws Exception {
		Moves moves = new Moves(this.directory);
		Base source = new Base("jdbc:sqlite:" + this.directory.resolve("source.db"), "", "");
		source.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)",
				"CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id VARCHAR(20) REFERENCES parent (id))",
				"INSERT INTO parent VALUES (1)", "INSERT INTO child VALUES (1, '1')");
		for (Base target : List.of(Moves.fresh(PostgresServer.shared()), Moves.fresh(MysqlServer.mysql()))) {
			assertThat(moves.run("told-" + target.user(), source, target, "")).isEqualTo(2);
			assertThat(moves.report("told-" + target.user()).get("findings").toString()).contains("SCHEMA_007")
				.contains("child.parent_id becomes ")
				.contains("add to mapping.types: {\\\"child.parent_id\\\": bigint}");
			assertThat(moves.run("mended-" + target.user(), source, target,
					"mapping: {types: {\"child.parent_id\": bigint}}\n"))
				.isZero();
			assertThat(target.rows(
					"SELECT constraint_type FROM information_schema.table_constraints" + " WHERE table_name = 'child'"))
				.contains("FOREIGN KEY");
		}
	}

}
