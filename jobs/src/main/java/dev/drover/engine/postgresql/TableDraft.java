package dev.drover.engine.postgresql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.CheckConstraint;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.Lineage;
import dev.drover.engine.catalog.NativeTable;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;

/**
 * A table while its parts arrive, each sort by one query for all tables.
 */
final class TableDraft {

	final TableName name;

	final List<Column> columns = new ArrayList<>();

	@Nullable Key primaryKey;

	final List<Key> uniques = new ArrayList<>();

	final List<ForeignKey> foreignKeys = new ArrayList<>();

	final List<CheckConstraint> checks = new ArrayList<>();

	final List<TableName> parents = new ArrayList<>();

	private final Map<Long, Index> indexes = new LinkedHashMap<>();

	private final @Nullable String partitionKey;

	private final @Nullable String bound;

	private final long rows;

	private final long bytes;

	private final @Nullable String comment;

	TableDraft(TableName name, @Nullable String partitionKey, @Nullable String bound, long rows, long bytes,
			@Nullable String comment) {
		this.comment = comment;
		this.name = name;
		this.partitionKey = partitionKey;
		this.bound = bound;
		this.rows = rows;
		this.bytes = bytes;
	}

	void addIndexPart(long oid, Index index) {
		this.indexes.merge(oid, index, (sofar, more) -> {
			List<Index.Part> parts = new ArrayList<>(sofar.parts());
			parts.addAll(more.parts());
			return new Index(sofar.name(), sofar.unique(), parts, sofar.predicate(), sofar.method(), sofar.nativeSql());
		});
	}

	Table table(NativeTable nativeTable) {
		return new Table(this.name, this.columns, this.primaryKey, this.uniques, List.copyOf(this.indexes.values()),
				this.foreignKeys, this.checks, lineage(), "", this.rows, this.bytes, nativeTable, "")
			.withComment(this.comment);
	}

	private Lineage lineage() {
		return (this.bound == null) ? new Lineage(this.partitionKey, null, null, this.parents)
				: new Lineage(this.partitionKey, this.parents.get(0), this.bound, List.of());
	}

}
