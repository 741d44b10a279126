package dev.drover.app.scenario;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import dev.drover.job.Migrations;
import dev.drover.job.Outcome;
import dev.drover.job.RunOptions;
import dev.drover.ledger.ControlDatabase;
import dev.drover.plan.Plan;
import dev.drover.plan.PlanReader;
import dev.drover.progress.ProgressListener;
import dev.drover.testserver.MysqlServer;
import dev.drover.testserver.PostgresServer;

/**
 * Where a test moves databases: fresh ones of every engine, and migrations that know a
 * control database of their own.
 */
final class Ground implements AutoCloseable {

	private final Path directory;

	private final ControlDatabase control;

	private int databases;

	private int plans;

	Ground(Path directory) {
		this.directory = directory;
		this.control = ControlDatabase.open(directory.resolve("data"), Map.of());
		this.control.bringUpToDate();
	}

	@Override
	public void close() {
		this.control.close();
	}

	Side fresh(Product product) {
		int number = ++this.databases;
		return switch (product) {
			case SQLITE -> new Side(product, "jdbc:sqlite:" + this.directory.resolve("d" + number + ".sqlite"), "", "");
			case H2 ->
				new Side(product, "jdbc:h2:file:" + this.directory.resolve("d" + number) + ";DB_CLOSE_DELAY=0", "", "");
			case MYSQL, MARIADB -> {
				MysqlServer server = (product == Product.MYSQL) ? MysqlServer.mysql() : MysqlServer.mariadb();
				yield new Side(product, server.createDatabase(), server.user(), server.password());
			}
			case POSTGRESQL -> {
				PostgresServer server = PostgresServer.shared();
				yield new Side(product, server.createDatabase(), server.user(), server.password());
			}
		};
	}

	static void execute(Side side, List<String> statements) throws SQLException {
		try (Connection connection = side.open(); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				try {
					statement.execute(sql);
				}
				catch (SQLException ex) {
					throw new SQLException(ex.getMessage() + " in: " + sql.substring(0, Math.min(300, sql.length())),
							ex);
				}
			}
		}
	}

	/** A plan of its own id. */
	Plan plan(Side from, Side to, String settings) {
		String text = "id: move-" + (++this.plans) + "\nsource: " + from.yaml() + "\ntarget: " + to.yaml()
				+ "\ndata: {type: snapshot}\n" + settings;
		return new PlanReader(Map.of()).read(text, "plan");
	}

	Migrations migrations() {
		return new Migrations(this.control, Map.of());
	}

	Outcome run(Plan plan, boolean force) {
		return migrations().run(plan, new RunOptions(force, null, ProgressListener.NONE));
	}

}
