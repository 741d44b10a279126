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
 * What {@code mapping.columns} wants of single columns, and the policy {@code text}: done
 * by the copy, known to the comparison and to the repair.
 */
class ColumnWishesIT {

	@TempDir
	Path directory;

	@Test
	void utf8_bytes_in_latin1_become_the_texts_that_they_are() throws Exception {
		Moves moves = new Moves(this.directory);
		Base source = Moves.fresh(MysqlServer.mysql());
		source.execute(
				"CREATE TABLE legacy (id int PRIMARY KEY, name varchar(20) CHARACTER SET latin1,"
						+ " city varchar(20) CHARACTER SET latin1)",
				"INSERT INTO legacy VALUES (1, _latin1 x'c3a4', 'plain'), (2, _latin1 x'e282acc29d', _latin1 x'c3a4'),"
						+ " (3, NULL, NULL)");
		Base target = Moves.fresh(PostgresServer.shared());
		String decode = "mapping: {columns: {\"legacy.name\": {decode: utf8}}}\n";
		assertThat(moves.run("decoded", source, target, decode)).isZero();
		assertThat(target.rows("SELECT * FROM legacy")).containsExactly("1|ä|plain", "2|€\u009d|Ã¤", "3|null|null");
		target.execute("UPDATE legacy SET name = 'wrong' WHERE id = 1", "DELETE FROM legacy WHERE id = 2");
		assertThat(moves.call(List.of("verify", "decoded", "--level", "full", "--repair"))).isZero();
		assertThat(target.rows("SELECT * FROM legacy")).containsExactly("1|ä|plain", "2|€\u009d|Ã¤", "3|null|null");
		source.execute("INSERT INTO legacy VALUES (4, _latin1 x'e4', 'x')");
		Path log = this.directory.resolve("refused.log");
		assertThat(moves.run("refused", source, Moves.fresh(PostgresServer.shared()), decode, "--log-file",
				log.toString()))
			.isEqualTo(3);
		assertThat(Files.readString(log)).contains("DATA_002 table legacy, key 4, column name");
		Base clamped = Moves.fresh(PostgresServer.shared());
		assertThat(moves.run("clamped", source, clamped,
				"mapping: {columns: {\"legacy.name\": {decode: utf8, values: {invalid_text: clamp}}}}\n"))
			.isZero();
		assertThat(clamped.rows("SELECT name FROM legacy WHERE id IN (1, 4)")).containsExactly("ä", "ä");
	}

	@Test
	void a_column_has_its_own_type_and_its_own_policies() throws Exception {
		Moves moves = new Moves(this.directory);
		Base source = Moves.fresh(MysqlServer.mysql());
		source.execute("SET SESSION sql_mode = ''",
				"CREATE TABLE own (id int PRIMARY KEY, flag tinyint(1), other tinyint(1), born date, died date, t time)",
				"INSERT INTO own VALUES (1, 1, 2, '0000-00-00', '0000-00-00', '838:59:59'), (2, 0, 0, NULL, NULL, NULL)");
		Base target = Moves.fresh(PostgresServer.shared());
		assertThat(
				moves
					.run("own", source, target,
							"mapping: {types: {\"tinyint(1)\": smallint}, columns: {\"own.flag\": boolean,"
									+ " \"own.bo*\": {values: {zero_date: clamp}}, \"OWN.t\": {type: text}}}\n"))
			.isZero();
		assertThat(target.rows("SELECT * FROM own")).containsExactly("1|t|2|0001-01-01|null|838:59:59",
				"2|f|0|null|null|null");
		assertThat(moves.call(List.of("verify", "own", "--level", "full"))).isZero();
		for (String wrong : List.of("\"own.flg\": boolean", "\"own.flag\": bolean", "\"own.id\": {decode: utf8}",
				"\"own.nothing\": {values: {nan: \"null\"}}")) {
			assertThat(moves.run("wrong", source, Moves.fresh(PostgresServer.shared()),
					"mapping: {columns: {" + wrong + "}}\n", "--force"))
				.as(wrong)
				.isEqualTo(2);
			assertThat(moves.report("wrong").get("findings").toString()).as(wrong)
				.containsOnlyOnce("TYPE_003")
				.contains("mapping.columns");
		}
	}

	@Test
	void columns_of_values_that_the_target_lacks_become_text_where_the_plan_wants_it() throws Exception {
		Moves moves = new Moves(this.directory);
		Base source = Moves.fresh(PostgresServer.shared());
		source.execute("CREATE TABLE odd (id int PRIMARY KEY, d date, f double precision, n int, j jsonb)",
				"INSERT INTO odd VALUES (1, 'infinity', 'NaN', 5, '1.00000000000000000001'),"
						+ " (2, '0044-03-15 BC', 0.1, 6, '{\"a\": 1}'), (3, '2024-02-29', NULL, 7, NULL)");
		Base target = Moves.fresh(MysqlServer.mariadb());
		assertThat(moves.run("text", source, target,
				"mapping: {values: {infinity: text, nan: text, out_of_range: text}}\n"))
			.isZero();
		assertThat(target.rows("SELECT id, d, f, n FROM odd")).containsExactly("1|infinity|NaN|5",
				"2|0044-03-15 BC|0.1|6", "3|2024-02-29|null|7");
		assertThat(target.rows("SELECT column_name, data_type FROM information_schema.columns"
				+ " WHERE table_schema = DATABASE() AND table_name = 'odd' AND column_name <> 'j'"))
			.containsExactly("d|longtext", "f|longtext", "id|int", "n|int");
		assertThat(moves.call(List.of("verify", "text", "--level", "full"))).isZero();
		target.execute("UPDATE odd SET d = 'never' WHERE id = 1");
		assertThat(moves.call(List.of("verify", "text", "--level", "full", "--repair"))).isZero();
		assertThat(target.rows("SELECT d FROM odd WHERE id = 1")).containsExactly("infinity");
	}

}
