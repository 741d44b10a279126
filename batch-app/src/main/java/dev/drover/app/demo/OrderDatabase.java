package dev.drover.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Orders of restaurants in a SQLite file, as an application might have left them: names
 * of many scripts, missing values, a composite key, foreign keys. The same number of rows
 * gives the same file content each time.
 */
public final class OrderDatabase {

	/** Rows of all tables, where nobody asks for another number. */
	public static final int DEFAULT_ROWS = 250_000;

	private static final int LEAST_ROWS = 50;

	private static final long SEED = 20_240_229L;

	private static final int BATCH = 1000;

	private static final DateTimeFormatter DATETIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

	private static final LocalDateTime FIRST_DAY = LocalDateTime.of(2021, 1, 1, 0, 0);

	private static final int SECONDS = 4 * 365 * 24 * 3600;

	private static final List<String> FIRST_NAMES = List.of("Anna", "Björn", "Chloé", "Đorđe", "Élodie", "Frank",
			"Giulia", "Håkon", "İpek", "José", "Katarzyna", "Łukasz", "Maria", "Núria", "Ольга", "Peter", "René",
			"Siobhán", "Thảo", "Ümit", "Νίκος", "山田", "민준", "فاطمة", "दीपक");

	private static final List<String> LAST_NAMES = List.of("Müller", "O'Brien", "García", "Smith", "Nowak", "Иванова",
			"Dvořák", "Šimić", "Jensen", "Østergaard", "Nguyễn", "太郎", "김", "حسن", "शर्मा", "Παπαδόπουλος",
			"de la Cruz", "Groß", "Lindqvist", "Silva");

	private static final List<String> PLACES = List.of("Berlin", "München", "Kraków", "São Paulo", "Zürich", "Malmö",
			"東京", "Αθήνα", "Москва", "Besançon", "Dublin", "İzmir");

	private static final List<String> KITCHENS = List.of("Trattoria", "Café", "Wok 🥢", "Taquería", "Sushi 🍣",
			"Bistro", "Döner", "Pizzeria 🍕", "Крчма", "拉麺", "Curry & Naan", "Smørrebrød");

	private static final List<String> DISHES = List.of("Margherita 🍕", "Phở bò", "Crème brûlée", "Käsespätzle",
			"Tacos al pastor 🌮", "寿司セット", "Borschtsch", "Jalapeño \"extra\" 🌶️", "Coq au vin", "Σαλάτα", "Pierogi",
			"Falafel", "Bánh mì", "Æbleskiver", "Água sem gás", "비빔밥");

	private static final List<String> NOTES = List.of("Please ring twice", "Kein Zucker, bitte", "Sonnette cassée",
			"Leave it at the door 🚪", "Zażółć gęślą jaźń", "First line\nsecond line", "100 % spicy 🔥🔥", "");

	private static final List<String> STATES = List.of("delivered", "delivered", "delivered", "delivered", "cancelled",
			"open");

	private static final List<String> SCHEMA = List.of("""
			CREATE TABLE customers (
				id BIGINT NOT NULL PRIMARY KEY,
				public_id UUID NOT NULL,
				name VARCHAR(120) NOT NULL,
				email VARCHAR(200) NOT NULL UNIQUE,
				phone VARCHAR(40),
				city TEXT,
				newsletter BOOLEAN NOT NULL,
				created_at DATETIME NOT NULL)""", """
			CREATE TABLE restaurants (
				id BIGINT NOT NULL PRIMARY KEY,
				name VARCHAR(120) NOT NULL,
				city TEXT NOT NULL,
				latitude DOUBLE NOT NULL,
				longitude DOUBLE NOT NULL,
				rating NUMERIC(3,2),
				open BOOLEAN NOT NULL,
				opened_at DATETIME NOT NULL)""", """
			CREATE TABLE orders (
				id BIGINT NOT NULL PRIMARY KEY,
				customer_id BIGINT NOT NULL REFERENCES customers (id),
				restaurant_id BIGINT NOT NULL REFERENCES restaurants (id),
				state VARCHAR(20) NOT NULL,
				note TEXT,
				placed_at DATETIME NOT NULL,
				delivered_at DATETIME)""", """
			CREATE TABLE order_items (
				order_id BIGINT NOT NULL REFERENCES orders (id),
				line_no INTEGER NOT NULL,
				dish VARCHAR(120) NOT NULL,
				quantity INTEGER NOT NULL,
				price NUMERIC(10,2) NOT NULL,
				remark TEXT,
				PRIMARY KEY (order_id, line_no))""", """
			CREATE TABLE payments (
				id BIGINT NOT NULL PRIMARY KEY,
				order_id BIGINT NOT NULL REFERENCES orders (id),
				reference UUID NOT NULL,
				amount NUMERIC(10,2) NOT NULL,
				tip NUMERIC(10,2),
				captured BOOLEAN NOT NULL,
				paid_at DATETIME)""");

	private static final List<String> INDEXES = List.of(
			"CREATE INDEX orders_customer ON orders (customer_id, placed_at)",
			"CREATE INDEX orders_restaurant ON orders (restaurant_id)",
			"CREATE INDEX payments_order ON payments (order_id)");

	private final Connection connection;

	private final SplittableRandom random = new SplittableRandom(SEED);

	private final int people;

	private final int orders;

	private final int items;

	private OrderDatabase(Connection connection, int rows) {
		this.connection = connection;
		this.people = rows / 50;
		this.orders = rows / 5;
		this.items = rows - 2 * this.people - 2 * this.orders;
	}

	/**
	 * Writes the database, in place of whatever the file held. The file appears only when
	 * it is complete.
	 * @param sqliteFile the file
	 * @param rows rows of all tables together, at least 50
	 */
	public static void generate(Path sqliteFile, int rows) {
		if (rows < LEAST_ROWS) {
			throw new IllegalArgumentException("rows: seen " + rows + ", allowed are " + LEAST_ROWS + " or more");
		}
		Path file = sqliteFile.toAbsolutePath();
		Path fresh = file.resolveSibling(file.getFileName() + ".new");
		try {
			Files.createDirectories(file.resolveSibling("."));
			Files.deleteIfExists(fresh);
			write(fresh, rows);
			for (String suffix : List.of("-journal", "-wal", "-shm")) {
				// a log of the former file would be played back into the new one
				Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
			}
			Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (SQLException ex) {
			throw new UncheckedIOException(new IOException("can't write " + fresh, ex));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void write(Path file, int rows) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
			try (Statement statement = connection.createStatement()) {
				statement.execute("PRAGMA journal_mode = OFF");
				statement.execute("PRAGMA synchronous = OFF");
			}
			connection.setAutoCommit(false);
			new OrderDatabase(connection, rows).fill();
			connection.commit();
		}
	}

	private void fill() throws SQLException {
		execute(SCHEMA);
		insert("customers", 8, this.people, (id) -> customer(id));
		insert("restaurants", 8, this.people, (id) -> restaurant(id));
		insert("orders", 7, this.orders, (id) -> order(id));
		Lines lines = new Lines(this.orders, this.items);
		insert("order_items", 6, this.items, (id) -> item(lines));
		insert("payments", 7, this.orders, (id) -> payment(id));
		execute(INDEXES);
	}

	private void execute(List<String> commands) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			for (String sql : commands) {
				statement.execute(sql);
			}
		}
	}

	private void insert(String table, int columns, int rows, RowSource source) throws SQLException {
		String markers = "?, ".repeat(columns - 1) + "?";
		try (PreparedStatement statement = this.connection
			.prepareStatement("INSERT INTO " + table + " VALUES (" + markers + ")")) {
			for (int id = 1; id <= rows; id++) {
				@Nullable Object[] row = source.row(id);
				for (int i = 0; i < columns; i++) {
					statement.setObject(i + 1, row[i]);
				}
				statement.addBatch();
				if (id % BATCH == 0 || id == rows) {
					statement.executeBatch();
				}
			}
		}
	}

	private @Nullable Object[] customer(int id) {
		return new @Nullable Object[] { (long) id, uuid(), any(FIRST_NAMES) + " " + any(LAST_NAMES),
				"customer" + id + "@example.com", orNull(30, "+49 30 " + this.random.nextInt(1_000_000, 10_000_000)),
				orNull(10, any(PLACES)), bool(40), time() };
	}

	private @Nullable Object[] restaurant(int id) {
		return new @Nullable Object[] { (long) id, any(KITCHENS) + " " + any(LAST_NAMES), any(PLACES),
				this.random.nextDouble(-60, 70), this.random.nextDouble(-180, 180),
				orNull(15, amount(this.random.nextInt(100, 501))), bool(90), time() };
	}

	private @Nullable Object[] order(int id) {
		LocalDateTime placed = moment();
		String state = any(STATES);
		String delivered = DATETIME.format(placed.plusSeconds(this.random.nextInt(600, 7200)));
		return new @Nullable Object[] { (long) id, (long) this.random.nextInt(1, this.people + 1),
				(long) this.random.nextInt(1, this.people + 1), state, orNull(70, any(NOTES)), DATETIME.format(placed),
				state.equals("delivered") ? delivered : null };
	}

	private @Nullable Object[] item(Lines lines) {
		lines.next();
		return new @Nullable Object[] { lines.order(), lines.line(), any(DISHES), this.random.nextInt(1, 6),
				amount(this.random.nextInt(50, 10_000)), orNull(85, any(NOTES)) };
	}

	private @Nullable Object[] payment(int id) {
		return new @Nullable Object[] { (long) id, (long) id, uuid(), amount(this.random.nextInt(500, 50_000)),
				orNull(60, amount(this.random.nextInt(0, 1000))), bool(95), orNull(5, time()) };
	}

	private String any(List<String> values) {
		return values.get(this.random.nextInt(values.size()));
	}

	private <T> @Nullable T orNull(int percentNull, T value) {
		return (this.random.nextInt(100) < percentNull) ? null : value;
	}

	private int bool(int percentTrue) {
		return (this.random.nextInt(100) < percentTrue) ? 1 : 0;
	}

	private LocalDateTime moment() {
		return FIRST_DAY.plusSeconds(this.random.nextInt(SECONDS));
	}

	private String time() {
		return DATETIME.format(moment());
	}

	private String uuid() {
		// version 4 and the variant of RFC 9562, as a generator of random ids sets them
		long high = (this.random.nextLong() & ~0xF000L) | 0x4000L;
		long low = (this.random.nextLong() & ~(3L << 62)) | (2L << 62);
		return new UUID(high, low).toString();
	}

	private static String amount(int cents) {
		return cents / 100 + "." + (char) ('0' + cents / 10 % 10) + (char) ('0' + cents % 10);
	}

	/** Makes the row of an id. */
	@FunctionalInterface
	private interface RowSource {

		@Nullable Object[] row(int id);

	}

	/** Deals the items out to the orders, in the order of their key. */
	private static final class Lines {

		private final long orders;

		private final long items;

		private long order = 1;

		private int line;

		Lines(long orders, long items) {
			this.orders = orders;
			this.items = items;
		}

		void next() {
			this.line++;
			while (this.line > this.items * this.order / this.orders - this.items * (this.order - 1) / this.orders) {
				this.order++;
				this.line = 1;
			}
		}

		long order() {
			return this.order;
		}

		int line() {
			return this.line;
		}

	}

}
