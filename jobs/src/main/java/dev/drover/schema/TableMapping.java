package dev.drover.schema;

import java.util.List;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.value.Kind;

/**
 * One table on both sides.
 *
 * @param source the source's table
 * @param target the target's table as it is or will be
 * @param columns the columns that carry values
 */
public record TableMapping(Table source, Table target, List<ColumnMapping> columns) {

	public TableMapping {
		columns = List.copyOf(columns);
	}

	/** The source table's name as people read it; identifies the mapping. */
	public String name() {
		return this.source.name().display();
	}

	/** The source's columns in the order of rows. */
	public List<ColumnBinding> sourceColumns() {
		return this.columns.stream().map((column) -> new ColumnBinding(column.source(), column.sourceKind())).toList();
	}

	/** The target's columns in the order of rows. */
	public List<ColumnBinding> targetColumns() {
		return this.columns.stream().map((column) -> new ColumnBinding(column.target(), column.kind())).toList();
	}

	/** Whether the plan turns some column into another type. */
	public boolean converts() {
		return this.columns.stream().anyMatch((column) -> column.override() != null);
	}

	/** The kinds in the order of rows. */
	public List<Kind> kinds() {
		return this.columns.stream().map(ColumnMapping::kind).toList();
	}

	/** Where the source's row key stands in a row; empty without a key. */
	public List<Integer> keyPositions() {
		List<Column> key = this.source.rowKey();
		List<Column> sources = this.columns.stream().map(ColumnMapping::source).toList();
		return key.stream().map(sources::indexOf).toList();
	}

}
