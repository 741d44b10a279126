package dev.drover.app.scale;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two tables of large values, one of texts and one of bytes, with small ones among them.
 * Each value is a part of it eight times, which servers put together, since they take no
 * statement of that size.
 *
 * @param bytes size of each large value, a multiple of eight
 * @param rows large values of each table
 */
record LargeValues(int bytes, int rows) {

	private static final String PATTERN = "0123456789 abcdefghijklmnopqrstuvwxyz é€ \t\n\r\\'\"x ";

	private static final int PARTS = 8;

	void create(Place place, String text, String blob) throws SQLException {
		try (Connection connection = place.connect(); Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE texts (id int PRIMARY KEY, body " + text + " NOT NULL)");
			statement.execute("CREATE TABLE blobs (id int PRIMARY KEY, body " + blob + " NOT NULL)");
			statement.execute("INSERT INTO texts VALUES (100, 'small')");
			for (int id = 1; id <= this.rows; id++) {
				if (place.url().contains("//")) {
					onServer(connection, "texts", id, new String(text(id), StandardCharsets.UTF_8));
					onServer(connection, "blobs", id, bytes(id));
				}
				else {
					inFile(connection, id);
				}
			}
		}
	}

	private static void onServer(Connection connection, String table, int id, Object part) throws SQLException {
		try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?)")) {
			insert.setInt(1, id);
			insert.setObject(2, part);
			insert.executeUpdate();
		}
		boolean postgresql = connection.getMetaData().getURL().startsWith("jdbc:postgresql:");
		try (Statement statement = connection.createStatement()) {
			for (int parts = 1; parts < PARTS; parts *= 2) {
				statement.executeUpdate("UPDATE " + table + " SET body = "
						+ (postgresql ? "body || body" : "CONCAT(body, body)") + " WHERE id = " + id);
			}
		}
	}

	private void inFile(Connection connection, int id) throws SQLException {
		byte[] text = repeated(text(id));
		byte[] blob = repeated(bytes(id));
		boolean h2 = connection.getMetaData().getURL().startsWith("jdbc:h2:");
		try (PreparedStatement texts = connection.prepareStatement("INSERT INTO texts VALUES (?, ?)");
				PreparedStatement blobs = connection.prepareStatement("INSERT INTO blobs VALUES (?, ?)")) {
			texts.setInt(1, id);
			blobs.setInt(1, id);
			if (h2) {
				texts.setCharacterStream(2,
						new InputStreamReader(new ByteArrayInputStream(text), StandardCharsets.UTF_8));
				blobs.setBinaryStream(2, new ByteArrayInputStream(blob));
			}
			else {
				texts.setString(2, new String(text, StandardCharsets.UTF_8));
				blobs.setBytes(2, blob);
			}
			texts.executeUpdate();
			blobs.executeUpdate();
		}
	}

	private static byte[] repeated(byte[] part) {
		ByteArrayOutputStream all = new ByteArrayOutputStream(PARTS * part.length);
		for (int i = 0; i < PARTS; i++) {
			all.writeBytes(part);
		}
		return all.toByteArray();
	}

	private byte[] text(int id) {
		byte[] pattern = (PATTERN + id).getBytes(StandardCharsets.UTF_8);
		byte[] part = new byte[this.bytes / PARTS];
		Arrays.fill(part, (byte) '.');
		for (int at = 0; at + pattern.length <= part.length; at += pattern.length) {
			System.arraycopy(pattern, 0, part, at, pattern.length);
		}
		return part;
	}

	private byte[] bytes(int id) {
		byte[] part = new byte[this.bytes / PARTS];
		for (int i = 0; i < part.length; i++) {
			part[i] = (byte) (i * (2 * id + 1) + (i >> 8));
		}
		return part;
	}

	/** Looks at the target without Drover: at the sizes, and at some places. */
	void areIn(Place place) throws SQLException {
		String length = place.url().startsWith("jdbc:mysql:") || place.url().startsWith("jdbc:mariadb:") ? "length"
				: "octet_length";
		for (String table : new String[] { "texts", "blobs" }) {
			assertThat(place
				.rows("SELECT count(*), sum(" + length + "(body)) FROM " + name(place, table) + " WHERE id < 100"))
				.singleElement()
				.asString()
				.contains(Integer.toString(this.rows), Long.toString((long) this.rows * this.bytes));
		}
		assertThat(place.text("SELECT body FROM " + name(place, "texts") + " WHERE id = 100")).isEqualTo("small");
		for (int id = 1; id <= this.rows; id++) {
			byte[] blob = bytes(id);
			String text = new String(text(id), StandardCharsets.UTF_8);
			for (int share = 1; share < PARTS; share += 3) {
				int at = (int) ((long) share * text.length() + text.length() / 3);
				assertThat(place.text(
						"SELECT substr(body, " + (at + 1) + ", 50) FROM " + name(place, "texts") + " WHERE id = " + id))
					.isEqualTo(text.substring(at % text.length(), at % text.length() + 50));
				int byteAt = share * blob.length + blob.length / 3;
				assertThat(piece(place, id, byteAt))
					.isEqualTo(Arrays.copyOfRange(blob, byteAt % blob.length, byteAt % blob.length + 50));
			}
		}
	}

	/**
	 * Some engines' names are in upper case, and some servers know only those they were
	 * given.
	 */
	private static String name(Place place, String table) throws SQLException {
		try (Connection connection = place.connect();
				ResultSet tables = connection.getMetaData()
					.getTables(connection.getCatalog(), null, "%", new String[] { "TABLE", "BASE TABLE" })) {
			while (tables.next()) {
				if (tables.getString("TABLE_NAME").equalsIgnoreCase(table)) {
					return tables.getString("TABLE_NAME");
				}
			}
			throw new AssertionError("no table " + table + " in " + place.url());
		}
	}

	static void drop(Place place) throws SQLException {
		place.execute("DROP TABLE " + name(place, "texts"), "DROP TABLE " + name(place, "blobs"));
	}

	private static byte[] piece(Place place, int id, int at) throws SQLException {
		try (Connection connection = place.connect();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT substr(body, " + (at + 1) + ", 50) FROM "
						+ name(place, "blobs") + " WHERE id = " + id)) {
			row.next();
			return row.getBytes(1);
		}
	}

}
