package dev.drover.app.demo;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class OrderingApplicationTests {

	private static final String MOVED = """
			CREATE TRIGGER moved_%1$s BEFORE %1$s ON orders BEGIN SELECT RAISE(ABORT, 'drover: moved to new'); END""";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path directory;

	@SuppressWarnings("NullAway.Init")
	private OrderingApplication application;

	@BeforeEach
	void databases() {
		for (String name : new String[] { "old", "new" }) {
			OrderDatabase.generate(this.directory.resolve(name), 50);
		}
		this.application = new OrderingApplication(
				Map.of("old", this.directory.resolve("old"), "new", this.directory.resolve("new")), "old");
	}

	private void write(int writes) throws InterruptedException {
		this.application.start();
		this.application.awaitWrites(writes);
		this.application.close();
	}

	private void execute(String database, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + this.directory.resolve(database));
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	@Test
	void all_that_was_acknowledged_is_found() throws Exception {
		write(60);
		assertThat(this.application.failure()).isNull();
		assertThat(this.application.acknowledged()).isGreaterThanOrEqualTo(60);
		assertThat(this.application.foundIn("old")).isEqualTo(this.application.acknowledged());
		assertThat(this.application.foundIn("new")).isLessThan(this.application.acknowledged());
	}

	@Test
	void a_lost_write_is_missed() throws Exception {
		write(60);
		execute("old", "DELETE FROM payments WHERE id = (SELECT max(id) FROM payments)");
		assertThat(this.application.foundIn("old")).isLessThan(this.application.acknowledged());
	}

	@Test
	void an_older_state_of_an_order_is_missed() throws Exception {
		write(60);
		execute("old", "UPDATE orders SET state = 'open' WHERE id = (SELECT max(id) FROM orders WHERE id > 1000"
				+ " AND state = 'delivered')");
		assertThat(this.application.foundIn("old")).isLessThan(this.application.acknowledged());
	}

	@Test
	void it_goes_where_it_is_told_to() throws Exception {
		for (String event : new String[] { "INSERT", "UPDATE", "DELETE" }) {
			execute("old", MOVED.formatted(event));
		}
		write(20);
		assertThat(this.application.failure()).isNull();
		assertThat(this.application.foundIn("new")).isEqualTo(this.application.acknowledged());
	}

}
