package dev.drover.capture;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What waits on a side to be applied to the other one.
 *
 * @param notes how many notes; of very many only that they are many
 * @param oldestSeconds the age of the oldest, or {@code null} if none waits
 */
public record Waiting(long notes, @Nullable Double oldestSeconds) {

	/** Per table; more is only called more. */
	private static final long COUNTED = 1_000_000;

	/** So many notes at a queue's beginning are looked at for the oldest. */
	private static final long LOOKED_AT = 5_000;

	private static final int QUEUES_AT_ONCE = 200;

	/**
	 * Looks at queues.
	 * @param queues their names; not empty
	 * @param connection to the side, in autocommit
	 */
	public static Waiting in(LiveSide side, List<String> queues, Connection connection) throws SQLException {
		long notes = 0;
		for (int from = 0; from < queues.size(); from += QUEUES_AT_ONCE) {
			notes += (long) number(connection,
					"SELECT sum(n) FROM ("
							+ each(side, part(queues, from), "SELECT count(*) AS n FROM (SELECT 1 AS one", COUNTED)
							+ ") counts",
					0);
		}
		return new Waiting(notes, (notes == 0) ? null : oldest(side, queues, connection));
	}

	/** The age of the oldest note, or {@code null} if none waits. */
	public static @Nullable Double oldest(LiveSide side, List<String> queues, Connection connection)
			throws SQLException {
		double oldest = -1;
		for (int from = 0; from < queues.size(); from += QUEUES_AT_ONCE) {
			oldest = Math.max(oldest,
					number(connection,
							"SELECT max(age) FROM (" + each(side, part(queues, from),
									"SELECT " + side.live().oldest() + " AS age FROM (SELECT noted_at", LOOKED_AT)
									+ ") ages",
							-1));
		}
		return (oldest < 0) ? null : Double.valueOf(oldest);
	}

	private static List<String> part(List<String> queues, int from) {
		return queues.subList(from, Math.min(queues.size(), from + QUEUES_AT_ONCE));
	}

	private static String each(LiveSide side, List<String> queues, String select, long most) {
		return queues.stream()
			.map((queue) -> select + " FROM " + side.droverTable(queue) + " LIMIT " + most + ") q")
			.collect(Collectors.joining(" UNION ALL "));
	}

	private static double number(Connection connection, String sql, double without) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			row.next();
			double number = row.getDouble(1);
			return row.wasNull() ? without : number;
		}
	}

}
