package dev.drover.apply;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Reject;
import dev.drover.engine.live.Watched;
import dev.drover.engine.value.Digest;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.RowDigester;
import dev.drover.schema.ColumnMapping;
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
		return placed(this.keyRules.applied(noted, (column, hazard, to) -> {
		}));
	}

	/**
	 * The same as a comparison knows the row: as the target of the whole move holds it.
	 */
	Row compared(Row noted) {
		boolean back = this.mapping.columns().stream().anyMatch(TableFlow::back);
		return back ? placed(noted) : keyed(noted);
	}

	private static boolean back(ColumnMapping column) {
		return column.override() != null && column.override().forward() != null;
	}

	private Row placed(Row held) {
		@Nullable Object[] values = new @Nullable Object[this.mapping.columns().size()];
		for (int i = 0; i < this.key.size(); i++) {
			values[this.key.get(i)] = held.get(i);
		}
		return new Row(values, 0);
	}

	/**
	 * The mark of a row's key, by which its rejects are known.
	 * @param keyed a row with its key, as the other side holds it
	 */
	String mark(Row keyed) {
		return mark(keyDigester(), keyed);
	}

	String mark(RowDigester digester, Row keyed) {
		return Reject.row(digester.digest(keyed.project(this.key)));
	}

	/** The marks of noted keys. */
	List<String> marks(List<Row> noted) {
		RowDigester digester = keyDigester();
		return noted.stream().map((key) -> mark(digester, keyed(key))).toList();
	}

	/** Of keys as the other side holds them. */
	RowDigester keyDigester() {
		List<Kind> kinds = this.mapping.kinds();
		return new RowDigester(this.key.stream().map(kinds::get).toList());
	}

	/** Noted keys as the other side holds them, each once. */
	Map<Digest, Row> distinct(List<Row> noted) {
		RowDigester digester = keyDigester();
		Map<Digest, Row> distinct = new LinkedHashMap<>();
		for (Row key : noted) {
			Row keyed = keyed(key);
			distinct.put(digester.digest(keyed.project(this.key)), keyed);
		}
		return distinct;
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
