package dev.drover.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.value.Kind;
import dev.drover.plan.Endpoint;
import dev.drover.testserver.MysqlServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What MySQL and MariaDB make of a schema.
 */
abstract class MysqlEngineContract extends MysqlTables {

	MysqlEngineContract(MysqlServer server) {
		super(server);
	}

	@Test
	void takes_the_other_products_urls() throws SQLException {
		Endpoint other = new Endpoint("there", this.endpoint.url().replace("jdbc:mysql:", "jdbc:mariadb:"),
				this.endpoint.user(), this.endpoint.password());
		assertThat(Engines.forUrl(other.url()).at(other).kind()).isEqualTo(this.engine.kind());
	}

	@Test
	void reads_the_catalog() throws SQLException {
		Catalog catalog = catalog(this.endpoint);
		assertThat(catalog.tables()).extracting((table) -> table.name().name())
			.containsExactlyInAnyOrder("child", "everything", "od`d \"n'ame;", "pair", "ranked");
		assertThat(catalog.leftBehind()).extracting("what").containsExactly("trigger", "view");
		Table everything = catalog.table(TableName.of("everything")).orElseThrow();
		assertThat(type(everything, "id")).containsExactly(Kind.INTEGER, 8L);
		assertThat(type(everything, "big")).containsExactly(Kind.DECIMAL, 20L);
		assertThat(type(everything, "tu")).containsExactly(Kind.INTEGER, 2L);
		assertThat(type(everything, "iu")).containsExactly(Kind.INTEGER, 8L);
		assertThat(type(everything, "v")).containsExactly(Kind.TEXT, 20L);
		assertThat(type(everything, "tz")).containsExactly(Kind.TIMESTAMPTZ, 0L);
		assertThat(type(everything, "bits")).containsExactly(Kind.BITS, 10L);
		assertThat(type(everything, "j")).containsExactly(Kind.JSON, 0L);
		assertThat(everything.column("gen").orElseThrow().stored()).isFalse();
		assertThat(everything.column("v").orElseThrow().defaultValue()).isNotNull()
			.extracting("value")
			.isEqualTo("x'y\\");
		assertThat(everything.column("bits").orElseThrow().defaultValue()).isNotNull()
			.extracting("value")
			.isEqualTo("101");
		assertThat(everything.checks()).extracting("name").containsExactly("small");
		assertThat(everything.uniques()).extracting("name").containsExactly("v_key");
		assertThat(everything.indexes()).extracting("name").containsExactlyInAnyOrder("by_date", "prefix", "words");
		Table child = catalog.table(TableName.of("child")).orElseThrow();
		assertThat(type(child, "parent")).as("as wide as what it refers to").containsExactly(Kind.INTEGER, 8L);
		assertThat(child.foreignKeys()).singleElement()
			.extracting("onDelete", "onUpdate")
			.containsExactly(ForeignKey.Action.SET_NULL, ForeignKey.Action.CASCADE);
	}

	private static List<Object> type(Table table, String column) {
		return List.of(table.column(column).orElseThrow().type().kind(),
				table.column(column).orElseThrow().type().size());
	}

	@Test
	void creates_the_same_schema_again() throws SQLException {
		Catalog before = catalog(this.endpoint);
		Endpoint target = freshDatabase();
		Ddl ddl = this.engine.ddl();
		try (Connection from = this.engine.connect(this.endpoint); Connection to = this.engine.connect(target)) {
			for (Table table : before.tables()) {
				for (String sql : ddl.createTable(table)) {
					execute(to, sql);
				}
			}
			for (Table table : before.tables()) {
				for (Key key : table.uniques()) {
					execute(to, ddl.addUnique(table, key));
				}
				for (Index index : table.indexes()) {
					execute(to, ddl.createIndex(table, index));
				}
				for (ForeignKey key : table.foreignKeys()) {
					execute(to, ddl.addForeignKey(table, key));
				}
				for (String sql : ddl.setIdentity(table)) {
					execute(to, sql);
				}
			}
			for (Table table : before.tables()) {
				String name = this.engine.dialect().quote(table.name());
				assertThat(created(to, name)).isEqualTo(created(from, name));
			}
		}
		assertThat(catalog(target).tables()).usingRecursiveComparison()
			.ignoringFields("estimatedRows", "estimatedBytes")
			.isEqualTo(before.tables());
	}

	/** Keys are in the order in which they were made; that is no difference. */
	private static List<String> created(Connection connection, String name) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + name)) {
			row.next();
			return row.getString(2).lines().map((line) -> line.replaceFirst(",$", "")).sorted().toList();
		}
	}

}
