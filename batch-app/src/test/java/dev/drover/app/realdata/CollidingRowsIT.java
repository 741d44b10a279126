package dev.drover.app.realdata;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.realdata.Moves.Base;
import dev.drover.testserver.MysqlServer;
import dev.drover.testserver.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows whose sums or keys cancel each other out or collide: none is lost without a word.
 */
class CollidingRowsIT {

	@TempDir
	Path directory;

	@Test
	void changesThatCancelEachOtherInSumsAndInExclusiveOrsAreDifferences() throws Exception {
		Moves moves = new Moves(this.directory);
		Base source = Moves.fresh(PostgresServer.shared());
		source.execute("CREATE TABLE pairs (a int, b text)",
				"INSERT INTO pairs VALUES (1, 'x'), (1, 'x'), (2, 'y'), (2, 'y'), (3, 'z')",
				"CREATE TABLE swapped (id int PRIMARY KEY, n bigint, t text)",
				"INSERT INTO swapped VALUES (1, 10, 'a'), (2, 20, 'b'), (3, 30, 'c')");
		for (Base target : List.of(Moves.fresh(PostgresServer.shared()), Moves.fresh(MysqlServer.mysql()),
				new Base("jdbc:sqlite:" + this.directory.resolve("t.sqlite"), "", ""))) {
			String id = "cancel-" + target.url().split(":")[1];
			assertThat(moves.run(id, source, target, "", "--force")).isZero();
			target.execute("UPDATE pairs SET a = 4, b = 'w' WHERE a = 1",
					"UPDATE swapped SET n = 30 - n, t = CASE t WHEN 'a' THEN 'b' ELSE 'a' END WHERE id IN (1, 2)");
			for (String level : List.of("hash", "full")) {
				Path log = this.directory.resolve(id + level + ".log");
				assertThat(moves.call(List.of("verify", id, "--level", level, "--log-file", log.toString())))
					.as(id + " " + level)
					.isEqualTo(3);
				assertThat(Files.readString(log)).contains("DATA_003", "differ in 6 rows");
			}
			assertThat(moves.call(List.of("verify", id, "--level", "hash", "--repair"))).as(id).isZero();
			assertThat(target.rows("SELECT a, b FROM pairs")).containsExactly("1|x", "1|x", "2|y", "2|y", "3|z");
			assertThat(target.rows("SELECT * FROM swapped")).containsExactly("1|10|a", "2|20|b", "3|30|c");
		}
	}

	@Test
	void rowsThatTheTargetsKeyTakesForOneAreNamedAndNoneIsLost() throws Exception {
		Moves moves = new Moves(this.directory);
		Base source = Moves.fresh(PostgresServer.shared());
		source.execute("CREATE TABLE words (k varchar(20) PRIMARY KEY, v int)",
				"INSERT INTO words VALUES ('a', 1), ('A', 2), ('b', 3), ('a ', 4)",
				"CREATE TABLE marks (id int PRIMARY KEY, mark varchar(20) UNIQUE)",
				"INSERT INTO marks VALUES (1, 'x'), (2, 'X'), (3, 'y')");
		for (MysqlServer server : List.of(MysqlServer.mysql(), MysqlServer.mariadb())) {
			Base target = Moves.fresh(server);
			target.execute("CREATE TABLE words (k varchar(20) COLLATE utf8mb4_general_ci PRIMARY KEY, v int)",
					"CREATE TABLE marks (id int PRIMARY KEY, mark varchar(20) COLLATE utf8mb4_general_ci UNIQUE)");
			String id = (server == MysqlServer.mysql()) ? "mysql" : "mariadb";
			Path log = this.directory.resolve(id + ".log");
			int status = moves.run(id, source, target, "limits: {max_errors: 0}\n", "--force", "--log-file",
					log.toString());
			assertThat(status).as(Files.readString(log)).isEqualTo(5);
			assertThat(Files.readString(log)).containsPattern("DATA_00[23] table (words|marks), key");
			Base partly = Moves.fresh(server);
			partly.execute("CREATE TABLE words (k varchar(20) COLLATE utf8mb4_general_ci PRIMARY KEY, v int)",
					"CREATE TABLE marks (id int PRIMARY KEY, mark varchar(20) COLLATE utf8mb4_general_ci UNIQUE)");
			assertThat(moves.run(id + "-partly", source, partly,
					"limits: {max_errors: 100}\nfailure_handling: allow_partial\n", "--force"))
				.isZero();
			int refused = moves.report(id + "-partly").get("rejects").size();
			assertThat(partly.rows("SELECT k FROM words UNION ALL SELECT mark FROM marks")).hasSize(7 - refused);
			assertThat(refused).isEqualTo(3);
		}
	}

}
