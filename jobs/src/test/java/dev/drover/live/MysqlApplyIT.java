package dev.drover.live;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MysqlApplyIT extends ApplyContract {

	@Override
	Database database(String name) {
		return Database.mysql(name);
	}

	@Test
	void a_column_that_numbers_itself_beside_the_key_is_set() throws Exception {
		Ground ground = ground(
				"CREATE TABLE numbered (id CHAR(8) PRIMARY KEY, n BIGINT NOT NULL AUTO_INCREMENT, KEY (n))");
		ground.source().execute("INSERT INTO numbered (id) VALUES ('a'), ('b')");
		ground.apply();
		ground.source().execute("UPDATE numbered SET n = 500 WHERE id = 'a'");
		ground.apply();
		assertThat(ground.target().rows("SELECT id, n FROM numbered ORDER BY id")).containsExactly("a|500", "b|2");
	}

	/** Two keys of the one side are one for the other, whose collation folds them. */
	@Test
	void a_key_that_the_other_side_takes_for_another_is_refused_and_harms_nobody() throws Exception {
		Ground ground = Ground.of(Database.postgresql("old"), Database.mysql("new"),
				"CREATE TABLE word (id VARCHAR(20) PRIMARY KEY, n INT, slot INT UNIQUE)");
		ground.target()
			.execute("ALTER TABLE word MODIFY id VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci");
		ground.source().execute("INSERT INTO word VALUES ('bob', 1, 1), ('amy ', 1, 2)");
		ground.apply();
		ground.source().execute("INSERT INTO word VALUES ('Bob', 2, 3), ('amy', 2, 4)");
		ground.apply();
		assertThat(ground.target().rows("SELECT concat(id, '.'), n FROM word ORDER BY n, id"))
			.containsExactly("amy .|1", "bob.|1");
		assertThat(ground.rejects()).hasSize(2);
		ground.source().execute("DELETE FROM word WHERE n = 2");
		ground.apply();
		assertThat(ground.target().rows("SELECT id FROM word")).hasSize(2);
		ground.source().execute("UPDATE word SET id = 'BOB', n = 3 WHERE id = 'bob'");
		ground.apply();
		assertThat(ground.target().rows("SELECT id, n FROM word WHERE n = 3")).containsExactly("BOB|3");
	}

	/**
	 * The last of a long chain needs a place that the other side's collation calls that
	 * of a row that is where it belongs, and whose note waits still for the others'.
	 */
	@Test
	void a_row_that_was_brought_gives_no_way_to_one_that_the_other_side_takes_for_it() throws Exception {
		Ground ground = Ground.of(Database.postgresql("old"), Database.mysql("new"),
				"CREATE TABLE place (id BIGINT PRIMARY KEY, n INT, slot VARCHAR(20) UNIQUE)");
		ground.target()
			.execute("ALTER TABLE place MODIFY slot VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci");
		int chain = 31;
		ground.source().execute("INSERT INTO place VALUES (0, 1, 'last')");
		List<String> changes = new ArrayList<>(List.of("UPDATE place SET n = 2 WHERE id = 0"));
		for (int i = chain; i > 0; i--) {
			ground.source().execute("INSERT INTO place VALUES (" + i + ", 1, '" + i + "')");
			changes.add("UPDATE place SET slot = '" + ((i == chain) ? "LAST" : String.valueOf(i + 1)) + "' WHERE id = "
					+ i);
		}
		ground.apply();
		ground.source().execute(changes.toArray(String[]::new));
		ground.apply();
		assertThat(ground.target().rows("SELECT id, n, slot FROM place WHERE id IN (0, 31)"))
			.containsExactly("0|2|last", "31|1|31");
		assertThat(ground.rejects()).hasSize(chain);
		ground.source().execute("DELETE FROM place WHERE id = 0", "UPDATE place SET n = 2");
		ground.apply();
		assertThat(ground.target().rows("SELECT id, n, slot FROM place ORDER BY id"))
			.isEqualTo(ground.source().rows("SELECT id, n, slot FROM place ORDER BY id"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE UNIQUE INDEX w ON word ((concat(lower(name), '\\'s')))",
			"CREATE UNIQUE INDEX w ON word (low)", "CREATE UNIQUE INDEX w ON word (name(3))" })
	void values_that_only_one_row_may_have_by_an_index_of_another_sort_are_exchanged(String index) throws SQLException {
		exchanged("CREATE TABLE word (id INT PRIMARY KEY, name VARCHAR(20), low VARCHAR(20) AS (lower(name)))", index);
	}

}
