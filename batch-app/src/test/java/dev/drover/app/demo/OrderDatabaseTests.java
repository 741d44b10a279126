package dev.drover.app.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OrderDatabaseTests {

	private static final int ROWS = 5003;

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path directory;

	@SuppressWarnings("NullAway.Init")
	private Path file;

	@BeforeEach
	void generate() {
		this.file = this.directory.resolve("orders.db");
		OrderDatabase.generate(this.file, ROWS);
	}

	@Test
	void the_same_number_of_rows_gives_the_same_content() throws Exception {
		Path other = this.directory.resolve("new/again.db");
		OrderDatabase.generate(other, ROWS);
		assertThat(digest(other)).isEqualTo(digest(this.file));
	}

	@Test
	void rows_are_dealt_out_to_the_tables() throws SQLException {
		assertThat(number("SELECT count(*) FROM customers")).isEqualTo(100);
		assertThat(number("SELECT count(*) FROM restaurants")).isEqualTo(100);
		assertThat(number("SELECT count(*) FROM orders")).isEqualTo(1000);
		assertThat(number("SELECT count(*) FROM payments")).isEqualTo(1000);
		assertThat(number("SELECT count(*) FROM order_items")).isEqualTo(ROWS - 2200);
		assertThat(number("SELECT count(DISTINCT order_id) FROM order_items")).isEqualTo(1000);
	}

	@Test
	void no_row_is_an_orphan() throws SQLException {
		assertThat(number("SELECT count(*) FROM pragma_foreign_key_check")).isZero();
		assertThat(
				number("SELECT count(*) FROM sqlite_master m, pragma_foreign_key_list(m.name) WHERE m.type = 'table'"))
			.isEqualTo(4);
	}

	@Test
	void indexes_are_three_and_one_unique() throws SQLException {
		String indexes = "SELECT count(*) FROM sqlite_master m, pragma_index_list(m.name) i WHERE m.type = 'table'";
		assertThat(number(indexes + " AND i.origin = 'c'")).isEqualTo(3);
		assertThat(number(indexes + " AND i.origin = 'u'")).isEqualTo(1);
	}

	@Test
	void values_are_of_the_kinds_that_applications_have() throws SQLException {
		assertThat(number("SELECT count(*) FROM customers WHERE length(CAST(name AS BLOB)) > length(name)"))
			.isPositive();
		assertThat(number("SELECT count(*) FROM order_items WHERE dish LIKE '%🍕%'")).isPositive();
		assertThat(number("SELECT count(*) FROM orders WHERE note IS NULL")).isBetween(500L, 900L);
		assertThat(number("SELECT count(*) FROM orders WHERE placed_at <> datetime(placed_at)")).isZero();
		assertThat(number("SELECT count(*) FROM payments WHERE length(reference) <> 36")).isZero();
		assertThat(number("SELECT count(*) FROM order_items WHERE price <> round(price, 2)")).isZero();
	}

	@Test
	void an_existing_file_is_overwritten() throws Exception {
		byte[] before = digest(this.file);
		Files.writeString(this.file, "something else");
		Files.writeString(this.directory.resolve("orders.db-wal"), "something else");
		OrderDatabase.generate(this.file, ROWS);
		assertThat(digest(this.file)).isEqualTo(before);
		assertThat(this.directory.toFile().list()).containsExactly("orders.db");
	}

	@Test
	void too_few_rows_are_refused() {
		assertThatIllegalArgumentException().isThrownBy(() -> OrderDatabase.generate(this.file, 49))
			.withMessageContaining("seen 49");
	}

	private long number(String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + this.file);
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(sql)) {
			assertThat(row.next()).isTrue();
			return row.getLong(1);
		}
	}

	private static byte[] digest(Path file) throws Exception {
		return MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
	}

}
