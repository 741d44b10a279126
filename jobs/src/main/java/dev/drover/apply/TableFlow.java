package dev.drover.apply;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.live.Watched;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.Row;
import dev.drover.schema.RowRules;
import dev.drover.schema.TableMapping;

/**
 * One table whose changes go from one side to the other.
 */
final class TableFlow {

	private final Watched watched;

	private final TableMapping mapping;

	private final List<Integer> key;

	private final RowRules rules;

	private final RowRules keyRules;

	TableFlow(Watched watched, TableMapping mapping) {
		this.watched = watched;
		this.mapping = mapping;
		this.key = mapping.keyPositions();
		this.rules = new RowRules(mapping);
		this.keyRules = new RowRules(new TableMapping(mapping.source(), mapping.target(),
				this.key.stream().map(mapping.columns()::get).toList()));
	}

	Watched watched() {
		return this.watched;
	}

	TableMapping mapping() {
		return this.mapping;
	}

	String name() {
		return this.mapping.name();
	}

	/** Where the key stands in a row. */
	List<Integer> key() {
		return this.key;
	}

	/** The key's columns as they are read. */
	List<ColumnBinding> keys() {
		List<ColumnBinding> columns = this.mapping.sourceColumns();
		return this.key.stream().map(columns::get).toList();
	}

	/** A noted key as the other side holds it, in the places that it has in a row. */
	Row keyed(Row noted) {
		Row held = this.keyRules.applied(noted, (column, hazard, to) -> {
		});
		@Nullable Object[] values = new @Nullable Object[this.mapping.columns().size()];
		for (int i = 0; i < this.key.size(); i++) {
			values[this.key.get(i)] = held.get(i);
		}
		return new Row(values, 0);
	}

	RowRules rules() {
		return this.rules;
	}

	/**
	 * Whether two keys that the database calls equal are always the same bytes, so that
	 * lanes may share a table.
	 */
	boolean exactKeys() {
		return keys().stream().map(ColumnBinding::kind).allMatch((kind) -> kind == Kind.INTEGER || kind == Kind.UUID);
	}

}
