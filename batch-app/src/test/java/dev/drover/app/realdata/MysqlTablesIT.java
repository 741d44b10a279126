package dev.drover.app.realdata;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.realdata.Moves.Base;
import dev.drover.testserver.MysqlServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What only tables and names of MySQL ask for: found before the first row is copied.
 */
class MysqlTablesIT {

	@TempDir
	Path directory;

	private List<String> findings(String id) throws Exception {
		return new Moves(this.directory).report(id)
			.get("findings")
			.valueStream()
			.map((finding) -> finding.get("level").asString() + " " + finding.get("code").asString() + " "
					+ finding.get("message").asString() + "; " + finding.get("hint").asString())
			.toList();
	}

	@Test
	void aTargetTableWithoutTransactionsIsRefusedAndOneOfTheSourceBecomesInnodb() throws Exception {
		Base source = Moves.fresh(MysqlServer.mysql());
		source.execute("CREATE TABLE t (id integer PRIMARY KEY, v varchar(5)) ENGINE=MyISAM",
				"INSERT INTO t VALUES (1, 'a')");
		Base filled = Moves.fresh(MysqlServer.mysql());
		filled.execute("CREATE TABLE t (id integer PRIMARY KEY, v varchar(5)) ENGINE=MyISAM");
		Moves moves = new Moves(this.directory);
		assertThat(moves.run("refused", source, filled, "", "--force")).isEqualTo(2);
		assertThat(findings("refused")).anySatisfy((finding) -> assertThat(finding).startsWith("error SCHEMA_001 ")
			.contains("the target table t lies in MyISAM", "ALTER TABLE `t` ENGINE=InnoDB"));
		Base fresh = Moves.fresh(MysqlServer.mysql());
		assertThat(moves.run("made", source, fresh, "")).isZero();
		assertThat(fresh.rows("SELECT engine FROM information_schema.tables WHERE table_schema = DATABASE()"))
			.containsExactly("InnoDB");
		assertThat(findings("made")).anySatisfy((finding) -> assertThat(finding)
			.startsWith("info SCHEMA_007 the table t lies in MyISAM and becomes one of InnoDB"));
	}

	@Test
	void namesThatTheTargetCantTellApartOrTakeAreFoundBeforeTheCopy() throws Exception {
		Base source = new Base("jdbc:sqlite:" + this.directory.resolve("names.sqlite"), "", "");
		source.execute("CREATE TABLE accents (id integer PRIMARY KEY, resume text, \"Résumé\" text)",
				"CREATE TABLE blank (id integer PRIMARY KEY, \"end \" text)",
				"CREATE TABLE smile (id integer PRIMARY KEY, \"😀\" text)");
		Base target = Moves.fresh(MysqlServer.mariadb());
		assertThat(new Moves(this.directory).run("names", source, target, "", "--force")).isEqualTo(2);
		assertThat(findings("names").stream().filter((finding) -> finding.startsWith("error SCHEMA_003"))).hasSize(3)
			.anySatisfy((finding) -> assertThat(finding).contains("the columns resume and Résumé of accents"))
			.anySatisfy((finding) -> assertThat(finding).contains("\"end \" ends with a blank"))
			.anySatisfy((finding) -> assertThat(finding).contains("\"😀\""));
		assertThat(target.rows("SHOW TABLES")).isEmpty();
	}

	@Test
	void namesInWhichTheDriverWouldSeeParametersAndCommentsArrive() throws Exception {
		List<String> names = List.of("a\\`b??", "a\\`it's", "a\\`b -- c", "a\\`b /* c", "?\\`b", "\\`\\`?", "end\\",
				"#\\`;\\`b", "-- x_a\\`b?c", "-- it's\\`?");
		Base source = Moves.fresh(MysqlServer.mysql());
		source.execute("CREATE TABLE parent (id varchar(9) PRIMARY KEY)", "INSERT INTO parent VALUES ('one')");
		for (String name : names) {
			String quoted = "`" + name.replace("`", "``") + "`";
			source.execute(
					"CREATE TABLE " + quoted + " (id integer PRIMARY KEY, " + quoted + " varchar(9), UNIQUE KEY "
							+ quoted + " (" + quoted + "), CONSTRAINT " + quoted + " FOREIGN KEY (" + quoted
							+ ") REFERENCES parent (id) ON DELETE CASCADE)",
					"INSERT INTO " + quoted + " VALUES (1, 'one'), (2, NULL)");
		}
		Base target = Moves.fresh(MysqlServer.mariadb());
		Moves moves = new Moves(this.directory);
		assertThat(moves.run("there", source, target, "", "--force")).isZero();
		Base back = Moves.fresh(MysqlServer.mysql());
		assertThat(moves.run("back", target, back, "", "--force")).isZero();
		assertThat(back.rows("SELECT table_name FROM information_schema.columns WHERE table_schema = DATABASE()"
				+ " AND column_name = table_name"))
			.containsExactlyInAnyOrderElementsOf(names);
		assertThat(back.rows("SELECT constraint_name FROM information_schema.referential_constraints"
				+ " WHERE constraint_schema = DATABASE() AND delete_rule = 'CASCADE'"))
			.containsExactlyInAnyOrderElementsOf(names);
		for (String name : names) {
			String quoted = "`" + name.replace("`", "``") + "`";
			assertThat(back.rows("SELECT " + quoted + " FROM " + quoted + " ORDER BY id")).as(name)
				.hasSize(2)
				.contains("one");
		}
	}

}
