package dev.drover.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.value.Row;
import dev.drover.plan.Endpoint;
import dev.drover.testserver.MysqlServer;

/**
 * A database of MySQL or MariaDB with tables of all sorts.
 */
abstract class MysqlTables {

	private static final String[] SCHEMA = {
			"""
					CREATE TABLE everything (
					  id bigint unsigned NOT NULL AUTO_INCREMENT COMMENT 'it''s\nnumbered, `so`', big bigint unsigned, ti tinyint(1) DEFAULT 1,
					  tu tinyint unsigned, si smallint, mu mediumint unsigned, iu int unsigned, d decimal(12,4) DEFAULT 1.5, f float, do double,
					  v varchar(20) CHARACTER SET latin1 DEFAULT 'x''y\\\\', c char(5), t text, lt longtext, b varbinary(10), bl longblob,
					  fixed binary(4), dt date, tm time(3), ts datetime(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
					  tz timestamp(2) NULL, y year, bits bit(10) DEFAULT b'101', e enum('b','it''s ok','a') DEFAULT 'a', s set('x','y'),
					  j json, g geometry, gen int GENERATED ALWAYS AS (si * 2) STORED,
					  PRIMARY KEY (id), UNIQUE KEY v_key (v, si), KEY prefix (t(10), si DESC), KEY by_date (dt), FULLTEXT KEY words (t),
					  CONSTRAINT small CHECK (si < 1000)) COMMENT 'all types'""",
			"CREATE TABLE `od``d \"n'ame;` (`select` int NOT NULL, `Ünï` varchar(30), PRIMARY KEY (`select`))",
			"CREATE TABLE child (id int NOT NULL PRIMARY KEY, parent bigint unsigned, CONSTRAINT to_parent"
					+ " FOREIGN KEY (parent) REFERENCES everything (id) ON DELETE SET NULL ON UPDATE CASCADE)",
			"CREATE TABLE pair (a int NOT NULL, b varchar(40) NOT NULL, n int, PRIMARY KEY (a, b))",
			"CREATE TABLE ranked (e enum('z','m','a') NOT NULL, d decimal(20,3) NOT NULL, u bigint unsigned NOT NULL,"
					+ " b varbinary(8) NOT NULL, f float NOT NULL, t time(6) NOT NULL, PRIMARY KEY (e, d, u, b, f, t))",
			"CREATE VIEW seen AS SELECT id FROM everything",
			"CREATE TRIGGER fires BEFORE INSERT ON child FOR EACH ROW SET NEW.id = NEW.id" };

	private final MysqlServer server;

	final Endpoint endpoint;

	final Engine engine;

	MysqlTables(MysqlServer server) {
		this.server = server;
		this.endpoint = freshDatabase();
		this.engine = Engines.forUrl(this.endpoint.url()).at(this.endpoint);
	}

	final Endpoint freshDatabase() {
		return new Endpoint("there", this.server.createDatabase(), this.server.user(), this.server.password());
	}

	Engine engine() {
		return this.engine;
	}

	@BeforeEach
	void createSchema() throws SQLException {
		try (Connection connection = this.engine.connect(this.endpoint)) {
			for (String sql : SCHEMA) {
				execute(connection, sql);
			}
		}
	}

	static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	static String string(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getString(1);
		}
	}

	final Catalog catalog(Endpoint of) throws SQLException {
		try (Connection connection = this.engine.connect(of)) {
			return this.engine.readCatalog(connection);
		}
	}

	final Table table(String name) throws SQLException {
		return catalog(this.endpoint).table(TableName.of(name)).orElseThrow();
	}

	static Row row(@Nullable Object... values) {
		return new Row(values, 0);
	}

	static List<ColumnBinding> bindings(Table table) {
		return table.columns()
			.stream()
			.filter(Column::stored)
			.map((column) -> new ColumnBinding(column, column.type().kind()))
			.toList();
	}

	final int count(Connection connection, TableRead read) throws SQLException {
		int rows = 0;
		try (RowCursor cursor = this.engine.read(connection, read)) {
			while (cursor.next() != null) {
				rows++;
			}
		}
		return rows;
	}

}
