package dev.drover.live;

import java.sql.Connection;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;

import dev.drover.capture.Aside;
import dev.drover.capture.LiveSide;
import dev.drover.fault.FaultPoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostgresqlAsideIT extends AsideContract {

	@Override
	Database database(String name) {
		return Database.postgresql(name);
	}

	@Override
	String[] triggers() {
		return new String[] {
				"CREATE FUNCTION does() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO done VALUES ('é'); RETURN NULL; END $$",
				"CREATE TRIGGER ups AFTER UPDATE ON item FOR EACH ROW EXECUTE FUNCTION does()",
				"CREATE TRIGGER always AFTER INSERT OR DELETE ON item FOR EACH ROW EXECUTE FUNCTION does()",
				"ALTER TABLE item ENABLE ALWAYS TRIGGER always",
				"CREATE TRIGGER off AFTER UPDATE ON item FOR EACH ROW EXECUTE FUNCTION does()",
				"ALTER TABLE item DISABLE TRIGGER off" };
	}

	@Override
	String shown() {
		return "SELECT tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
				+ " AND tgname NOT LIKE 'drover%' ORDER BY 1";
	}

	/** Without the right to play a replica a session can't leave foreign keys alone. */
	@Test
	void foreign_keys_stand_aside_for_an_ordinary_user_and_are_proven_when_they_are_back() throws SQLException {
		Database source = database("old");
		Database owned = database("new");
		String role = "ordinary_" + System.nanoTime();
		owned.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'secret'",
				"ALTER DATABASE " + owned.rows("SELECT current_database()").get(0) + " OWNER TO " + role,
				"ALTER SCHEMA public OWNER TO " + role);
		Database target = Database.of("new", owned.endpoint().url(), role, "secret");
		Ground ground = Ground.of(source, target, "CREATE TABLE a (id INTEGER PRIMARY KEY)",
				"CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a ON DELETE CASCADE)");
		LiveSide to = ground.flow().to();
		String keys = "SELECT conname, convalidated FROM pg_constraint WHERE contype = 'f'";
		try (Connection connection = to.connect()) {
			assertThat(to.live().standsAside(connection)).isFalse();
			Aside aside = new Aside(to, FaultPoints.NONE);
			aside.take(connection, (statements) -> to.live().execute(connection, statements));
			assertThat(target.rows(keys)).isEmpty();
			source.execute("INSERT INTO a VALUES (1), (2)", "INSERT INTO b VALUES (1, 1), (2, 2)");
			ground.apply();
			source.execute("UPDATE b SET a = 2", "DELETE FROM a WHERE id = 1");
			ground.apply();
			assertThat(target.rows("SELECT * FROM b ORDER BY id")).containsExactly("1|2", "2|2");
			aside.bringBack(connection);
			assertThat(target.rows(keys)).containsExactly("b_a_fkey|f");
			ground.cutOver();
			assertThatThrownBy(() -> target.execute("INSERT INTO b VALUES (3, 3)")).hasMessageContaining("b_a_fkey");
			aside.prove(connection, (key, failure) -> {
				throw new AssertionError(key, failure);
			});
			aside.leaveHome(connection);
			assertThat(to.live().hasTable(connection, "aside")).isFalse();
		}
	}

}
