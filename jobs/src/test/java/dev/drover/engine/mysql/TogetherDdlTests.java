package dev.drover.engine.mysql;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.Lineage;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.value.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One statement adds what several would, and nothing else.
 */
class TogetherDdlTests {

	private final MysqlDdl ddl = new MysqlDdl(new MysqlDialect(), Variant.UNKNOWN);

	private static Index index(String name, boolean unique, String method, @Nullable String nativeSql,
			String... columns) {
		return new Index(name, unique,
				List.of(columns).stream().map((column) -> new Index.Part(column, null, false)).toList(), null, method,
				nativeSql);
	}

	private static Table orders(List<Index> indexes, ForeignKey... keys) {
		return new Table(TableName.of("orders"),
				List.of(new Column("id", new ColumnType(Kind.INTEGER, 8, 0, "bigint"), false, null, null, null, null)),
				new Key("", List.of("id"), ""), List.of(), indexes, List.of(keys), List.of(), Lineage.NONE, "", -1, -1);
	}

	private static ForeignKey key(String name, String... columns) {
		return new ForeignKey(name, List.of(columns), TableName.of("parents"), List.of(columns),
				ForeignKey.Action.NO_ACTION, ForeignKey.Action.NO_ACTION, false, false, true);
	}

	@Test
	void statementsOfBothFormsBecomeOne() {
		Index placed = index("placed", false, "btree", null, "placed_at", "id");
		Index own = index("own", false, "btree", "ALTER TABLE `orders` ADD KEY `own` (`a`(7) DESC)", "a");
		assertThat(this.ddl.addTogether(orders(List.of()), List.of(new Key("number", List.of("no"), "")),
				List.of(placed, index("u", true, "btree", null, "b"), own)))
			.isEqualTo("ALTER TABLE `orders` ADD UNIQUE KEY `number` (`no`), ADD INDEX `placed` (`placed_at`, `id`),"
					+ " ADD UNIQUE INDEX `u` (`b`), ADD KEY `own` (`a`(7) DESC)");
	}

	@Test
	void anIndexThatTheServerBuildsAloneStaysAlone() {
		assertThat(this.ddl.addTogether(orders(List.of()), List.of(),
				List.of(index("words", false, "fulltext", null, "a"), index("b", false, "btree", null, "b"))))
			.isNull();
	}

	@Test
	void aForeignKeyHasAnIndexOnlyWhereNoOtherBeginsWithItsColumns() {
		Table table = orders(List.of(index("a", false, "btree", null, "a", "b")), key("of_a", "a"), key("of_id", "id"),
				key("of_b", "b"), key("of_ba", "b", "a"), key("", "c"));
		assertThat(this.ddl.indexes(table)).extracting(Index::name).containsExactly("a", "of_b", "of_ba");
	}

}
