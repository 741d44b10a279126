package dev.drover.app.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.demo.OrderDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The file of an embedded H2, as a kill at this moment would leave it, holds whole chunks
 * with their checkpoints. The process is only halted, so that one copy gives many such
 * moments.
 */
class WholeChunksIT {

	@TempDir
	Path directory;

	@Test
	void everyMomentOfACopyHoldsWholeChunks() throws Exception {
		assertThat(moments(100_000)).isGreaterThan(1);
	}

	@Test
	@Tag("proof")
	void everyMomentOfALongCopyHoldsWholeChunks() throws Exception {
		assertThat(moments(1_000_000)).isGreaterThan(10);
	}

	private int moments(int rows) throws Exception {
		Path source = this.directory.resolve("source.sqlite");
		OrderDatabase.generate(source, rows);
		Path target = this.directory.resolve("target.mv.db");
		Path plan = Files.writeString(this.directory.resolve("plan.yaml"), """
				id: halted
				source: {url: "jdbc:sqlite:%s"}
				target: {url: "jdbc:h2:file:%s"}
				data: {type: snapshot}
				copy: {chunk_rows: 2000}
				""".formatted(source, this.directory.resolve("target")));
		DroverProcess drover = new DroverProcess(this.directory);
		Process process = drover.start("run", plan.toString(), "--until", "copied");
		int seen = 0;
		while (!process.waitFor(300, TimeUnit.MILLISECONDS)) {
			// it may have ended since it was looked at
			if (Files.exists(target) && signal(process, "-STOP")) {
				Path copy = this.directory.resolve("moment.mv.db");
				Files.copy(target, copy);
				signal(process, "-CONT");
				seen += holdsWholeChunks() ? 1 : 0;
				Files.delete(copy);
			}
		}
		assertThat(process.exitValue()).as(Files.readString(this.directory.resolve("output.log"))).isEqualTo(4);
		return seen;
	}

	/** Whether there was a process to tell. */
	private static boolean signal(Process process, String signal) throws IOException, InterruptedException {
		return new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().waitFor() == 0;
	}

	/** Whether there was something to look at. */
	private boolean holdsWholeChunks() throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + this.directory.resolve("moment"), "",
				"")) {
			try (ResultSet tables = connection.getMetaData().getTables(null, "DROVER", "CHECKPOINT", null)) {
				if (!tables.next()) {
					return false;
				}
			}
			long rows = 0;
			for (String table : List.of("CUSTOMERS", "RESTAURANTS", "ORDERS", "ORDER_ITEMS", "PAYMENTS")) {
				rows += number(connection, "SELECT count(*) FROM " + table);
			}
			assertThat(rows).isEqualTo(number(connection, "SELECT coalesce(sum(\"ROWS\"), 0) FROM DROVER.CHECKPOINT"));
			return rows > 0;
		}
	}

	private static long number(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getLong(1);
		}
	}

}
