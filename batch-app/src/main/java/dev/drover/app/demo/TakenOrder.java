package dev.drover.app.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An order as a write of the application leaves it.
 *
 * @param id its number
 * @param state what has become of it
 * @param lines how many lines it has
 */
record TakenOrder(long id, State state, int lines) {

	private static final DateTimeFormatter DATETIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

	/** A customer and a restaurant that even the smallest database has. */
	private static final int SOMEBODY = 1;

	private static final double PRICE = 8.5;

	TakenOrder become(State next) {
		return new TakenOrder(this.id, next, this.lines);
	}

	/** Makes it so, in the connection's transaction. */
	void write(Connection open) throws SQLException {
		switch (this.state) {
			case OPEN -> place(open);
			case DELIVERED ->
				update(open, "UPDATE orders SET state = ?, delivered_at = ? WHERE id = ?", text(), now(), this.id);
			case CANCELLED -> cancel(open);
		}
	}

	/** The state as the table has it. */
	String text() {
		return (this.state == State.OPEN) ? "open" : "delivered";
	}

	private void place(Connection open) throws SQLException {
		update(open, "INSERT INTO orders VALUES (?, ?, ?, ?, NULL, ?, NULL)", this.id, SOMEBODY, SOMEBODY, text(),
				now());
		for (int line = 1; line <= this.lines; line++) {
			update(open, "INSERT INTO order_items VALUES (?, ?, 'Margherita 🍕', 1, ?, NULL)", this.id, line, PRICE);
		}
		update(open, "INSERT INTO payments VALUES (?, ?, '00000000-0000-4000-8000-000000000000', ?, NULL, 1, ?)",
				this.id, this.id, PRICE * this.lines, now());
	}

	private void cancel(Connection open) throws SQLException {
		for (String sql : List.of("DELETE FROM payments WHERE order_id = ?",
				"DELETE FROM order_items WHERE order_id = ?", "DELETE FROM orders WHERE id = ?")) {
			update(open, sql, this.id);
		}
	}

	private static void update(Connection open, String sql, @Nullable Object... values) throws SQLException {
		try (PreparedStatement statement = open.prepareStatement(sql)) {
			for (int i = 0; i < values.length; i++) {
				statement.setObject(i + 1, values[i]);
			}
			statement.executeUpdate();
		}
	}

	private static String now() {
		return DATETIME.format(LocalDateTime.now());
	}

	/** What has become of it. */
	enum State {

		/** Placed. */
		OPEN,
		/** Has arrived. */
		DELIVERED,
		/** Nothing of it is left. */
		CANCELLED

	}

}
