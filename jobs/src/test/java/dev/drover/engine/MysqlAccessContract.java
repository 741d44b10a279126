package dev.drover.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.drover.engine.catalog.TableName;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.plan.Endpoint;
import dev.drover.testserver.MysqlServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What is missing is told as statements that, run as they are, give it.
 */
abstract class MysqlAccessContract {

	/** A password with all that URLs, YAML and SQL make something of. */
	private static final String PASSWORD = "p'\"`;:/?&%=#@ {}[]$!\\\\ü+x";

	private static final List<TableName> TABLES = List.of(TableName.of("open"), TableName.of("cl`os'ed; \"x"),
			TableName.of("partly"));

	private static final TargetUse USE = new TargetUse(List.of(TableName.of("fresh")),
			TABLES.stream().map((table) -> new TargetUse.Existing(table, true, true, List.of(), true)).toList());

	private final Endpoint root;

	private final Engine engine;

	private final String database;

	private final String account;

	private final Endpoint limited;

	MysqlAccessContract(MysqlServer server) {
		this.root = new Endpoint("there", server.createDatabase(), server.user(), server.password());
		this.engine = Engines.forUrl(this.root.url()).at(this.root);
		this.database = this.root.url().replaceAll("^.*/|\\?.*$", "");
		String name = "u" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
		this.account = "'" + name + "'@'%'";
		this.limited = new Endpoint("there", this.root.url(), name, PASSWORD);
	}

	@BeforeEach
	void createUser() throws SQLException {
		asRoot("CREATE USER " + this.account + " IDENTIFIED BY '" + PASSWORD.replace("\\", "\\\\").replace("'", "''")
				+ "'");
		for (TableName table : TABLES) {
			asRoot("CREATE TABLE " + name(table) + " (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, a int UNIQUE)");
			asRoot("GRANT INSERT ON " + name(table) + " TO " + this.account);
		}
		asRoot("GRANT SELECT ON open TO " + this.account);
		asRoot("GRANT SELECT (id) ON partly TO " + this.account);
	}

	@AfterEach
	void dropUser() throws SQLException {
		asRoot("DROP USER " + this.account);
	}

	private String name(TableName table) {
		return this.engine.dialect().quote(table);
	}

	private void asRoot(String sql) throws SQLException {
		try (Connection connection = this.engine.connect(this.root);
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private void grant(List<MissingPrivilege> missing) throws SQLException {
		for (MissingPrivilege each : missing) {
			asRoot(each.grant());
		}
	}

	@Test
	void all_that_is_missing_to_read_is_told_at_once() throws SQLException {
		List<MissingPrivilege> missing;
		try (Connection connection = this.engine.connect(this.limited)) {
			assertThat(this.engine.readCatalog(connection).tables()).hasSize(3);
			missing = this.engine.access().missingToRead(connection, TABLES);
		}
		assertThat(missing).extracting(MissingPrivilege::what)
			.containsExactly("SELECT on table " + name(TABLES.get(1)), "SELECT on table " + name(TABLES.get(2)));
		grant(missing);
		try (Connection connection = this.engine.connect(this.limited)) {
			assertThat(this.engine.access().missingToRead(connection, TABLES)).isEmpty();
		}
	}

	@Test
	void all_that_is_missing_to_write_is_told_at_once() throws SQLException {
		List<MissingPrivilege> missing;
		try (Connection connection = this.engine.connect(this.limited)) {
			missing = this.engine.access().missingToWrite(connection, USE);
		}
		assertThat(missing).extracting(MissingPrivilege::what)
			.containsExactly(
					"SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, REFERENCES, CREATE TEMPORARY TABLES on database `"
							+ this.database + "`");
		grant(missing);
		try (Connection connection = this.engine.connect(this.limited)) {
			assertThat(this.engine.access().missingToWrite(connection, USE)).isEmpty();
		}
	}

	@Test
	void what_only_tables_that_are_there_need_is_told_for_each() throws SQLException {
		asRoot("GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, INDEX, REFERENCES ON " + this.database + ".* TO "
				+ this.account);
		asRoot("CREATE TABLE drover_checkpoint (id int)");
		asRoot("GRANT ALTER ON drover_checkpoint TO " + this.account);
		asRoot("GRANT ALTER ON open TO " + this.account);
		List<TargetUse.Existing> existing = List.of(
				new TargetUse.Existing(TABLES.get(0), false, false, List.of(), true),
				new TargetUse.Existing(TABLES.get(1), false, false, List.of(), true),
				new TargetUse.Existing(TABLES.get(2), false, false, List.of(), false));
		List<MissingPrivilege> missing;
		try (Connection connection = this.engine.connect(this.limited)) {
			missing = this.engine.access().missingToWrite(connection, new TargetUse(List.of(), existing));
		}
		assertThat(missing).extracting(MissingPrivilege::what).containsExactly("ALTER on table " + name(TABLES.get(1)));
		grant(missing);
		try (Connection connection = this.engine.connect(this.limited)) {
			assertThat(this.engine.access().missingToWrite(connection, new TargetUse(List.of(), existing))).isEmpty();
		}
	}

	/** Of several entries that fit a database, the server takes the closest only. */
	@Test
	void a_grant_takes_nothing_away_that_came_by_a_pattern() throws SQLException {
		asRoot("GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, REFERENCES ON `"
				+ this.database.replace("drover_", "drover%") + "`.* TO " + this.account);
		List<MissingPrivilege> missing;
		try (Connection connection = this.engine.connect(this.limited)) {
			missing = this.engine.access().missingToWrite(connection, USE);
		}
		assertThat(missing).extracting(MissingPrivilege::what)
			.containsExactly("CREATE TEMPORARY TABLES on database `" + this.database + "`");
		grant(missing);
		try (Connection connection = this.engine.connect(this.limited);
				Statement statement = connection.createStatement()) {
			assertThat(this.engine.access().missingToWrite(connection, USE)).isEmpty();
			statement.execute("CREATE TEMPORARY TABLE stage (id int)");
			statement.execute("CREATE TABLE made (id int)");
		}
		asRoot("REVOKE CREATE ON `" + this.database.replace("_", "\\_") + "`.* FROM " + this.account);
		try (Connection connection = this.engine.connect(this.limited)) {
			assertThat(this.engine.access().missingToWrite(connection, USE)).extracting(MissingPrivilege::what)
				.containsExactly("CREATE on database `" + this.database + "`");
		}
	}

	@Test
	void privileges_of_a_role_count() throws SQLException {
		String role = "r" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
		asRoot("CREATE ROLE " + role);
		try {
			asRoot("GRANT ALL PRIVILEGES ON `" + this.database + "`.* TO " + role);
			asRoot("GRANT " + role + " TO " + this.account);
			asRoot("SET DEFAULT ROLE " + role + ((this.engine.kind() == EngineKind.MARIADB) ? " FOR " : " TO ")
					+ this.account);
			try (Connection connection = this.engine.connect(this.limited)) {
				assertThat(this.engine.access().missingToRead(connection, TABLES)).isEmpty();
				assertThat(this.engine.access().missingToWrite(connection, USE)).isEmpty();
			}
		}
		finally {
			asRoot("DROP ROLE " + role);
		}
	}

	@Test
	void a_server_that_takes_no_writes_is_told() throws SQLException {
		try (Connection connection = this.engine.connect(this.limited)) {
			assertThat(this.engine.access().readOnly(connection, this.limited)).isEmpty();
		}
		asRoot("SET GLOBAL read_only = ON");
		try (Connection connection = this.engine.connect(this.limited)) {
			assertThat(this.engine.access().readOnly(connection, this.limited)).isPresent();
		}
		finally {
			asRoot("SET GLOBAL read_only = OFF");
		}
	}

	@Test
	void readers_that_begin_apart_are_told_with_the_way_out() throws SQLException {
		try (Connection connection = this.engine.connect(this.limited)) {
			List<Finding> remarks = this.engine.access().sourceRemarks(connection, "there", false);
			assertThat(remarks).extracting(Finding::code, Finding::level)
				.containsExactly(tuple(ErrorCode.DATA_005, Finding.Level.INFO));
			asRoot(remarks.get(0).hint().replaceAll(".*: (GRANT .*);", "$1"));
			assertThat(this.engine.access().sourceRemarks(connection, "there", true)).isEmpty();
		}
		try (SourceMoment moment = this.engine.openMoment(this.limited, 2)) {
			assertThat(moment.consistent()).isTrue();
		}
	}

}
