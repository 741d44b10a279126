package dev.drover.app.live;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.Place;
import dev.drover.app.wrong.TestFaults;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Numbers that a session took from the old owner, and whose rows it inserts at the new
 * one, after others were numbered there; over the switch and the way back.
 */
class NumbersIT {

	/** As docs/cutover.md promises. */
	private static final long GAP = 100_000;

	private static final int TAKEN = 40;

	private static final int MANY = 150_000;

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource({ "postgresql, postgresql", "mysql, postgresql", "postgresql, mysql" })
	void takenBeforeAreFreeBehind(String from, String to) throws Exception {
		Place source = place(from);
		Place target = place(to);
		source.execute(
				"CREATE TABLE item (id " + (from.equals("mysql") ? "BIGINT AUTO_INCREMENT" : "BIGSERIAL")
						+ " PRIMARY KEY, name VARCHAR(20) NOT NULL)",
				"INSERT INTO item (name) VALUES ('one'), ('two')");
		Path plan = this.directory.resolve("plan.yaml");
		Files.writeString(plan,
				"id: numbers\nsource: " + source.yaml() + "\ntarget: " + target.yaml() + "\ndata: {type: scan}\n");
		moves(source, target, "run", plan.toString());
		moves(target, source, "rollback", "numbers");
		moves(source, target, "cutover", "numbers");
		assertThat(target.rows("SELECT id, name FROM item").size()).isEqualTo(2 + 3 * 2 * TAKEN);
	}

	private static Place place(String engine) {
		return engine.equals("mysql") ? Place.mysql() : Place.postgresql();
	}

	private void moves(Place old, Place now, String command, String word) throws Exception {
		List<Long> taken = new ArrayList<>();
		Answer answer = TestFaults.during(Map.of("cutover.intent", () -> taken.addAll(taken(old, TAKEN)),
				// no gate holds them back
				"cutover.held", () -> taken.addAll(postgresql(old) ? takenFarOn(old) : List.of())),
				() -> Answer.of(Map.of(), command, word, "--data-dir", this.directory.resolve("data").toString()));
		assertThat(answer.status()).as(answer.toString()).isIn(0, command.equals("rollback") ? 5 : 0);
		long last = Collections.max(taken);
		for (int i = 0; i < TAKEN; i++) {
			now.execute("INSERT INTO item (name) VALUES ('new')");
		}
		assertThat(now.number("SELECT MIN(id) FROM item WHERE name = 'new' AND id > " + last)).as("beyond " + last)
			.isGreaterThanOrEqualTo(last + GAP);
		assertThat(now.number("SELECT COUNT(*) FROM item WHERE name = 'new' AND id > " + last)).isEqualTo(TAKEN);
		for (long id : taken.subList(0, TAKEN)) {
			now.execute("INSERT INTO item (id, name) VALUES (" + id + ", 'taken')");
		}
	}

	private static boolean postgresql(Place place) {
		return place.url().startsWith("jdbc:postgresql:");
	}

	/** When the new owner's were set, many were left. */
	private static List<Long> takenFarOn(Place place) {
		try {
			String sequence = "pg_get_serial_sequence('item', 'id')";
			place.number("SELECT setval(" + sequence + ", nextval(" + sequence + ") + " + MANY + ")");
			return taken(place, TAKEN);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Numbers that belong to no row. */
	private static List<Long> taken(Place place, int count) {
		List<Long> taken = new ArrayList<>();
		try (Connection connection = place.connect(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			if (!postgresql(place)) {
				statement.executeUpdate("INSERT INTO item (name) VALUES ('gone')" + ", ('gone')".repeat(count - 1),
						Statement.RETURN_GENERATED_KEYS);
			}
			try (ResultSet row = postgresql(place) ? statement.executeQuery(
					"SELECT nextval(pg_get_serial_sequence('item', 'id')) FROM generate_series(1, " + count + ")")
					: statement.getGeneratedKeys()) {
				while (row.next()) {
					taken.add(row.getLong(1));
				}
			}
			connection.rollback();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		assertThat(taken).hasSize(count);
		return taken;
	}

}
