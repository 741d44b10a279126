package dev.drover.live;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.drover.engine.catalog.Table;
import dev.drover.engine.jdbc.Statements;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.plan.Endpoint;
import dev.drover.testserver.OwnMysql;

import static org.assertj.core.api.Assertions.assertThat;

/** What can't be followed is refused before anything is made, with its reason. */
abstract class MysqlObstaclesContract {

	private static final String ITEM = "CREATE TABLE item (id BIGINT NOT NULL PRIMARY KEY)";

	/** Needed where commits don't wait for the disk, as in the server of the tests. */
	private static final String RELOAD = "RELOAD ON *.*";

	abstract Database database();

	/** A server that may become a replica. */
	abstract OwnMysql server() throws IOException;

	/** A statement after which it is one, though of a source that does not answer. */
	abstract String becomesReplica();

	/** What the user needs beside the database, and what is said where it is missing. */
	abstract Map<String, String> needed();

	static List<Finding> obstacles(Database looking, Database all) throws SQLException {
		List<Table> tables;
		try (Connection connection = all.engine().connect(all.endpoint())) {
			tables = all.engine().readCatalog(connection).tables();
		}
		try (Connection connection = looking.engine().connect(looking.endpoint())) {
			return looking.engine().live().obstacles(connection, "old", tables);
		}
	}

	private static void refused(List<Finding> found, ErrorCode code, String... words) {
		told(found, Finding.Level.ERROR, code, words);
	}

	static void told(List<Finding> found, Finding.Level level, ErrorCode code, String... words) {
		assertThat(found).singleElement().satisfies((finding) -> {
			assertThat(finding.code()).isEqualTo(code);
			assertThat(finding.level()).isEqualTo(level);
			assertThat(finding.message() + "; " + finding.hint()).contains(words);
		});
	}

	@Test
	void a_table_that_takes_no_write_back_is_refused_by_its_name() throws SQLException {
		Database database = database();
		database.execute(ITEM, "CREATE TABLE plain (id BIGINT NOT NULL PRIMARY KEY) ENGINE=MyISAM");
		refused(obstacles(database, database), ErrorCode.SYNC_001, "table plain of old is not of engine InnoDB",
				"ALTER TABLE plain ENGINE=InnoDB");
		database.execute("ALTER TABLE plain ENGINE=InnoDB");
		assertThat(obstacles(database, database)).isEmpty();
	}

	@Test
	void a_replica_is_refused() throws Exception {
		try (OwnMysql server = server()) {
			Database database = Database.of("old", server.createDatabase("bank"), "root", "");
			database.execute(ITEM);
			assertThat(obstacles(database, database)).isEmpty();
			database.execute(becomesReplica());
			refused(obstacles(database, database), ErrorCode.SYNC_001, "old is a replica", "name its source");
		}
	}

	@Test
	void each_privilege_without_which_a_write_could_be_missed_is_asked_for() throws SQLException {
		Database database = database();
		database.execute(ITEM);
		List<String> grants = new ArrayList<>(needed().keySet());
		grants.add(RELOAD);
		assertThat(obstacles(ordinary(database, grants), database)).isEmpty();
		for (Map.Entry<String, String> grant : needed().entrySet()) {
			List<String> others = new ArrayList<>(grants);
			others.remove(grant.getKey());
			refused(obstacles(ordinary(database, others), database), ErrorCode.PERM_001, grant.getValue(),
					"GRANT " + grant.getKey() + " to the user of the plan");
		}
	}

	/** The server of the tests lets commits return early; who may force them, does. */
	@Test
	void commits_that_do_not_wait_for_the_disk_are_forced_and_who_may_not_is_told() throws SQLException {
		Database database = database();
		database.execute(ITEM);
		List<String> grants = new ArrayList<>(needed().keySet());
		Database ordinary = ordinary(database, grants);
		String setting = "SET GLOBAL innodb_flush_log_at_trx_commit = ";
		try {
			for (int value : new int[] { 2, 0 }) {
				database.execute(setting + value);
				told(obstacles(ordinary, database), Finding.Level.WARNING, ErrorCode.PERM_001,
						"innodb_flush_log_at_trx_commit is " + value, "GRANT " + RELOAD);
				assertThat(obstacles(database, database)).isEmpty();
				assertThat(forced(database)).isEqualTo(1);
			}
			database.execute(setting + 1);
			assertThat(obstacles(ordinary, database)).isEmpty();
			assertThat(forced(database)).isZero();
		}
		finally {
			database.execute(setting + 0);
		}
	}

	/** How often a session makes the server write its log. */
	private static int forced(Database database) throws SQLException {
		try (Connection connection = database.engine().connect(database.endpoint())) {
			database.engine().makeDurable(connection);
			List<Integer> flushed = new ArrayList<>();
			Statements.query(connection, "SHOW SESSION STATUS LIKE 'Com_flush'", (row) -> flushed.add(row.getInt(2)));
			return flushed.get(0);
		}
	}

	private static Database ordinary(Database database, List<String> grants) throws SQLException {
		String user = "ordinary_" + System.nanoTime();
		Endpoint all = database.endpoint();
		try (Connection connection = database.engine().connect(all)) {
			String name = Statements.strings(connection, "SELECT database()").get(0);
			Statements.execute(connection, "CREATE USER " + user + " IDENTIFIED BY 'secret'");
			Statements.execute(connection, "GRANT ALL ON " + name + ".* TO " + user);
			for (String grant : grants) {
				Statements.execute(connection, "GRANT " + grant + " TO " + user);
			}
		}
		return Database.of("old", all.url(), user, "secret");
	}

}
