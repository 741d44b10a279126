package dev.drover.live;

import org.junit.jupiter.api.Test;

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

}
