package dev.drover.live;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;

import dev.drover.apply.Applier;
import dev.drover.apply.Time;
import dev.drover.engine.Reject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostgresqlApplyIT extends ApplyContract {

	@Override
	Database database(String name) {
		return Database.postgresql(name);
	}

	@Test
	void more_notes_than_memory_is_meant_for_are_not_applied_as_one_moment() throws SQLException {
		Ground ground = ground("CREATE TABLE item (id BIGINT NOT NULL PRIMARY KEY)");
		ground.source().execute("INSERT INTO item SELECT generate_series(1, 60000)");
		try (Applier applier = ground.applier()) {
			assertThat(applier.sweepToOneMoment()).isFalse();
			assertThat(ground.waiting()).isEqualTo(60_000);
			applier.sweep(() -> true);
			ground.source().execute("DELETE FROM item WHERE id > 10");
			applier.sweep(() -> true);
			ground.source().execute("DELETE FROM item WHERE id > 5");
			assertThat(applier.sweepToOneMoment()).isTrue();
		}
		assertThat(ground.waiting()).isZero();
		assertThat(ground.target().rows("SELECT id FROM item ORDER BY id")).containsExactly("1", "2", "3", "4", "5");
	}

	@Test
	void a_table_that_was_emptied_comes_again_but_for_rows_that_the_target_refuses() throws SQLException {
		Ground ground = ground("CREATE TABLE item (id BIGINT NOT NULL PRIMARY KEY, n INT)");
		ground.target().execute("ALTER TABLE item ADD CHECK (n < 100)");
		ground.source().execute("INSERT INTO item SELECT g, 1 FROM generate_series(1, 50) g");
		ground.apply();
		ground.source().execute("TRUNCATE item", "INSERT INTO item SELECT g, g FROM generate_series(1, 101) g");
		ground.apply();
		assertThat(ground.rejects()).extracting(Reject::key).containsOnly("100", "101");
		assertThat(ground.target().rows("SELECT count(*), max(n) FROM item")).containsExactly("99|99");
		assertThat(ground.waiting()).isZero();
	}

	@Test
	void a_table_that_was_emptied_does_not_hold_writers_up_for_longer_than_there_is_time() throws SQLException {
		Ground ground = ground("CREATE TABLE item (id BIGINT NOT NULL PRIMARY KEY)");
		ground.source().execute("TRUNCATE item", "INSERT INTO item VALUES (1)");
		try (Applier applier = ground.applier()) {
			assertThatThrownBy(() -> applier.drain((doing) -> {
				throw new SQLException(doing);
			})).hasMessageContaining("copying table item as a whole");
			assertThat(ground.target().rows("SELECT id FROM item")).isEmpty();
			applier.drain(Time.ENOUGH);
		}
		assertThat(ground.target().rows("SELECT id FROM item")).containsExactly("1");
	}

	@Test
	void a_row_that_the_target_swallows_when_a_table_comes_again_is_not_lost_without_a_word() throws SQLException {
		Ground ground = ground("CREATE TABLE item (id BIGINT NOT NULL PRIMARY KEY)");
		ground.target()
			.execute("CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
					"CREATE TRIGGER swallow BEFORE INSERT ON item FOR EACH ROW WHEN (NEW.id = 2)"
							+ " EXECUTE FUNCTION swallow()",
					"ALTER TABLE item ENABLE ALWAYS TRIGGER swallow");
		ground.source().execute("TRUNCATE item", "INSERT INTO item VALUES (1), (2)");
		assertThatThrownBy(ground::apply).hasMessageContaining("the target took 1 of 2 rows");
		assertThat(ground.waiting()).isPositive();
	}

}
