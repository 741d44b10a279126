package dev.drover.schema;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.engine.Engine;
import dev.drover.engine.Engines;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.value.Kind;
import dev.drover.plan.Endpoint;
import dev.drover.testserver.MysqlServer;
import dev.drover.testserver.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of foreign keys between types against what the servers do: each type of an
 * engine refers to each other one.
 */
class JoinedTypesIT {

	@TempDir
	Path directory;

	@Test
	void ofPostgresql() throws SQLException {
		PostgresServer server = PostgresServer.shared();
		List<Pair> pairs = pairs(server.createDatabase(), server.user(), server.password());
		assertThat(pairs).hasSizeGreaterThan(400)
			.filteredOn((pair) -> pair.said() && !pair.works() && !pair.ofOwnTypes())
			.isEmpty();
		assertThat(pairs).filteredOn((pair) -> pair.works() && !pair.said() && !pair.ofOwnTypes()).isEmpty();
	}

	@Test
	void ofH2() throws SQLException {
		List<Pair> pairs = pairs("jdbc:h2:file:" + this.directory.resolve("types"), "", "");
		assertThat(pairs).hasSizeGreaterThan(400)
			.filteredOn((pair) -> pair.said() && !pair.works() && !pair.ofOwnTypes())
			.isEmpty();
		assertThat(pairs).filteredOn((pair) -> pair.works() && !pair.said() && !pair.ofOwnTypes()).isEmpty();
	}

	@Test
	@Tag("proof")
	void ofMysql() throws SQLException {
		ofInnodb(MysqlServer.mysql());
	}

	@Test
	@Tag("proof")
	void ofMariadb() throws SQLException {
		ofInnodb(MysqlServer.mariadb());
	}

	/** It lets some refer whose values are not compared as what they mean. */
	private void ofInnodb(MysqlServer server) throws SQLException {
		List<Pair> pairs = pairs(server.createDatabase(), server.user(), server.password());
		assertThat(pairs).hasSizeGreaterThan(400)
			.filteredOn((pair) -> pair.said() && !pair.works() && !pair.ofOwnTypes())
			.isEmpty();
		Predicate<ColumnType> number = (type) -> type.kind() == Kind.INTEGER && type.size() > 2
				&& !type.declared().startsWith("mediumint");
		assertThat(pairs).filteredOn((pair) -> number.test(pair.child()) && pair.works() && !pair.said()).isEmpty();
		assertThat(pairs).filteredOn((pair) -> texts(pair.child()) && pair.works() && !pair.said()).isEmpty();
	}

	private static boolean texts(ColumnType type) {
		return type.kind() == Kind.TEXT || type.kind() == Kind.CHAR;
	}

	private static List<Pair> pairs(String url, String user, String password) throws SQLException {
		Endpoint endpoint = new Endpoint("target", url, user, password);
		Engine engine = Engines.forUrl(url).at(endpoint);
		List<Pair> pairs = new ArrayList<>();
		try (Connection connection = engine.connect(endpoint)) {
			List<ColumnType> types = new ArrayList<>();
			for (ColumnType type : engine.types()) {
				if (engine.indexable(type) && works(connection,
						"CREATE TABLE p" + types.size() + " (id " + type.declared() + " NOT NULL PRIMARY KEY)")) {
					types.add(type);
				}
			}
			for (int i = 0; i < types.size(); i++) {
				Statements.execute(connection, "CREATE TABLE c" + i + " (n " + types.get(i).declared() + ")");
				for (int j = 0; j < types.size(); j++) {
					boolean works = works(connection, "ALTER TABLE c" + i + " ADD CONSTRAINT f" + i + "_" + j
							+ " FOREIGN KEY (n) REFERENCES p" + j + " (id)");
					pairs.add(new Pair(types.get(i), types.get(j), works,
							engine.ddl().joins(column(types.get(i)), column(types.get(j)))));
				}
			}
		}
		return pairs;
	}

	private static Column column(ColumnType type) {
		return new Column("n", type, true, null, null, null, null);
	}

	private static boolean works(Connection connection, String sql) throws SQLException {
		try {
			Statements.execute(connection, sql);
			return true;
		}
		catch (SQLException ex) {
			// syntax and lost connections are no answers
			assertThat(ex.getSQLState()).isNotNull().doesNotStartWith("08");
			return false;
		}
	}

	/**
	 * @param works whether the server made the foreign key
	 * @param said whether it was expected to
	 */
	private record Pair(ColumnType child, ColumnType parent, boolean works, boolean said) {

		/** Types that no other engine has; they come from databases of this one only. */
		boolean ofOwnTypes() {
			return own(this.child) || own(this.parent);
		}

		private static boolean own(ColumnType type) {
			return type.kind() == Kind.NATIVE || type.declared().equals("java_object");
		}

		@Override
		public String toString() {
			return this.child.declared() + " -> " + this.parent.declared() + (this.works ? " works" : " does not");
		}

	}

}
