package dev.drover.apply;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Engine;
import dev.drover.engine.ValueException;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.RowDigester;
import dev.drover.schema.ColumnMapping;
import dev.drover.schema.TypeOverride;

/**
 * How a former owner has written values that the plan's types have turned into others,
 * such as {@code Y} for true, and keys that its engine keeps in several spellings:
 * whatever still means the same stays as it is written there, on the way back too, and
 * rows are found by their keys as they are written.
 */
final class StoredForm {

	private final Engine engine;

	private final Connection connection;

	private final TableFlow flow;

	private final List<Integer> ambiguous;

	private StoredForm(Engine engine, Connection connection, TableFlow flow, List<Integer> ambiguous) {
		this.engine = engine;
		this.connection = connection;
		this.flow = flow;
		this.ambiguous = ambiguous;
	}

	/**
	 * That of a table on the way back, or {@code null} if values can be written in one
	 * way only.
	 */
	static @Nullable StoredForm of(Engine engine, Connection connection, TableFlow flow) {
		List<ColumnMapping> columns = flow.mapping().columns();
		List<Integer> ambiguous = Stream.iterate(0, (at) -> at < columns.size(), (at) -> at + 1).filter((at) -> {
			TypeOverride back = columns.get(at).override();
			return (back != null && back.forward() != null && back.forward().ambiguous())
					|| (back == null && spelled(engine, flow, at));
		}).toList();
		return ambiguous.isEmpty() ? null : new StoredForm(engine, connection, flow, ambiguous);
	}

	private static boolean spelled(Engine engine, TableFlow flow, int at) {
		return flow.key().contains(at) && engine.codec().spellings(flow.mapping().targetColumns().get(at).kind()) > 1;
	}

	/** Rows, or only their keys, as they are to be written. */
	List<Row> of(List<Row> rows) throws SQLException {
		List<Row> stored = new ArrayList<>();
		for (Row row : rows) {
			stored.add(of(row));
		}
		return stored;
	}

	/** A row's key in the form in which every one that means the same has the same. */
	Row canonical(Row keyed) {
		Row canonical = keyed;
		for (int at : this.ambiguous) {
			Object value = keyed.get(at);
			TypeOverride back = this.flow.mapping().columns().get(at).override();
			if (value != null && back != null) {
				Object there = there(at, value);
				canonical = canonical.with(at, (there == null) ? value : back.applied(there, true).value());
			}
		}
		return canonical;
	}

	private Row of(Row row) throws SQLException {
		List<Row> keys = keys(row);
		RowMatch match = new RowMatch(this.engine, this.flow.mapping().targetColumns(), this.flow.key());
		List<ColumnBinding> asked = this.ambiguous.stream()
			.map((at) -> new ColumnBinding(this.flow.mapping().columns().get(at).target(), written(at)))
			.toList();
		String selected = asked.stream()
			.map((column) -> this.engine.codec()
				.expression(this.engine.dialect().quote(column.column().name()), column.column(), column.kind()))
			.collect(Collectors.joining(", "));
		try (PreparedStatement select = this.connection.prepareStatement("SELECT " + selected + " FROM "
				+ this.engine.dialect().quote(this.flow.mapping().target().name()) + match.whereAny(keys.size()))) {
			for (int i = 0; i < keys.size(); i++) {
				match.bind(select, 1 + i * match.parameters(), keys.get(i));
			}
			try (ResultSet found = select.executeQuery()) {
				return found.next() ? kept(row, found, asked) : row;
			}
		}
	}

	/** As what a value is read that is to stay as it is written. */
	private Kind written(int at) {
		TypeOverride back = this.flow.mapping().columns().get(at).override();
		return (back == null) ? Kind.ANY : Objects.requireNonNull(back.forward()).conversion().from();
	}

	private Row kept(Row row, ResultSet found, List<ColumnBinding> asked) throws SQLException {
		Row kept = row;
		for (int i = 0; i < asked.size(); i++) {
			int at = this.ambiguous.get(i);
			Object written = this.engine.codec().read(found, i + 1, asked.get(i).column(), asked.get(i).kind());
			Object coming = row.get(at);
			if (written != null && coming != null && same(at, written, coming)) {
				kept = kept.with(at, written);
			}
		}
		return kept;
	}

	private boolean same(int at, Object written, Object coming) {
		if (this.flow.mapping().columns().get(at).override() == null) {
			// the row was found by it
			return true;
		}
		Object one = there(at, written);
		Object other = there(at, coming);
		if (one == null || other == null) {
			return false;
		}
		RowDigester digester = new RowDigester(List.of(override(at).conversion().from()));
		return digester.digest(new Row(new Object[] { one }, 0))
			.equals(digester.digest(new Row(new Object[] { other }, 0)));
	}

	/** What a value is on the other side, or {@code null} if it is nothing there. */
	private @Nullable Object there(int at, Object value) {
		try {
			return Objects.requireNonNull(override(at).forward()).applied(value, true).value();
		}
		catch (ValueException ex) {
			return null;
		}
	}

	/** The keys that the row may have here. */
	private List<Row> keys(Row row) {
		List<Row> keys = List.of(row);
		for (int at : this.flow.key()) {
			Object value = row.get(at);
			if (value == null || !this.ambiguous.contains(at)
					|| this.flow.mapping().columns().get(at).override() == null) {
				continue;
			}
			Object there = there(at, value);
			List<Object> written = new ArrayList<>(List.of(value));
			if (there != null) {
				TypeOverride forward = Objects.requireNonNull(override(at).forward());
				written.addAll(forward.conversion().origins(forward.source().type().kind(), there));
			}
			keys = keys.stream()
				.flatMap((key) -> written.stream().distinct().map((each) -> key.with(at, each)))
				.toList();
		}
		return keys;
	}

	private TypeOverride override(int at) {
		return Objects.requireNonNull(this.flow.mapping().columns().get(at).override());
	}

}
