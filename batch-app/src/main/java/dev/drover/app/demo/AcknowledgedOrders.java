package dev.drover.app.demo;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * What databases have acknowledged to an application: how each of its orders was left,
 * and by how many writes.
 */
final class AcknowledgedOrders {

	private static final String ORDER = """
			SELECT o.state, (SELECT count(*) FROM order_items i WHERE i.order_id = o.id),
			       (SELECT count(*) FROM payments p WHERE p.order_id = o.id)
			  FROM orders o WHERE o.id = ?""";

	private final Map<Long, Left> orders = new HashMap<>();

	private volatile long writes;

	/** A write was acknowledged. */
	void add(TakenOrder order) {
		Left before = this.orders.get(order.id());
		this.orders.put(order.id(), new Left(order, (before == null) ? 1 : before.writes + 1));
		this.writes = this.writes + 1;
	}

	/** How many writes were acknowledged. */
	long writes() {
		return this.writes;
	}

	/**
	 * How many of them are in a database. An order that is not as its last write left it
	 * counts as if none of its writes were there.
	 */
	long foundIn(Path sqliteFile) throws SQLException {
		long found = 0;
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + sqliteFile);
				PreparedStatement select = connection.prepareStatement(ORDER)) {
			for (Left left : this.orders.values()) {
				select.setLong(1, left.order.id());
				try (ResultSet row = select.executeQuery()) {
					found += isThere(left.order, row) ? left.writes : 0;
				}
			}
		}
		return found;
	}

	private static boolean isThere(TakenOrder order, ResultSet row) throws SQLException {
		boolean gone = !row.next();
		return gone ? order.state() == TakenOrder.State.CANCELLED : order.state() != TakenOrder.State.CANCELLED
				&& row.getString(1).equals(order.text()) && row.getInt(2) == order.lines() && row.getInt(3) == 1;
	}

	/** How an order was left, and by how many writes. */
	private record Left(TakenOrder order, int writes) {

	}

}
