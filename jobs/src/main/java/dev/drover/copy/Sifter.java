package dev.drover.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Engine;
import dev.drover.engine.Reject;
import dev.drover.engine.value.Digest;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.RowDigester;
import dev.drover.engine.value.ShownValue;
import dev.drover.schema.TableMapping;

/**
 * Brings the rows of a chunk, and sifts those out that the target refuses: rows go in
 * groups, of which a refused one is tried again at half its size until only the bad row
 * is left, and one that goes in makes the next twice as large.
 */
final class Sifter {

	private final TableMapping mapping;

	private final Trial trial;

	private final GuiltyColumn guilty;

	private final RowDigester digester;

	private final RowDigester keyDigester;

	private final List<Reject> rejects = new ArrayList<>();

	private Digest refused = Digest.EMPTY;

	/**
	 * Where one chunk was bad, the next one mostly is: its groups begin as that ended.
	 */
	private int group = Integer.MAX_VALUE;

	Sifter(Engine target, Connection connection, TableMapping mapping, RowSink sink) {
		this.mapping = mapping;
		this.trial = new Trial(target, connection, sink);
		this.guilty = new GuiltyColumn(mapping, this.trial);
		this.digester = new RowDigester(mapping.kinds());
		this.keyDigester = new RowDigester(mapping.keyPositions().stream().map(mapping.kinds()::get).toList());
	}

	/**
	 * Brings what was read into the open transaction, in which nothing else has happened.
	 * @return what is in it then, or {@code null} if the patience did not last
	 */
	@Nullable Chunk bring(ChunkReader.Read read, Patience patience) throws SQLException {
		this.rejects.clear();
		this.rejects.addAll(read.rejects());
		this.refused = Digest.EMPTY;
		Digest digest = Digest.EMPTY;
		for (Row row : read.rows()) {
			digest = digest.plus(this.digester.digest(row));
		}
		Trial.Outcome whole = this.trial.first(read.rows());
		RowSink.Brought brought = (whole.refusal() == null) ? settled(whole)
				: sifted(read.rows(), read.rows().size() / 2, () -> patience.lasts(this.rejects));
		return (brought == null) ? null : new Chunk(brought.written(), brought.skipped(), read.bytes(),
				digest.minus(this.refused), read.lastKey(), read.last(), this.rejects);
	}

	/**
	 * Brings what was read into the open transaction, in which other things have happened
	 * that stay.
	 * @param limit ends it by its exception
	 * @return those that were refused
	 */
	List<Reject> bringFurther(ChunkReader.Read read, WholeTable.Limit limit) throws SQLException {
		this.rejects.clear();
		this.rejects.addAll(read.rejects());
		RowSink.Brought brought = sifted(read.rows(), read.rows().size(), () -> {
			limit.require();
			return true;
		});
		SliceCopy.requireAll(this.mapping.name(),
				((brought == null) ? 0 : brought.written() + brought.skipped()) + this.rejects.size(),
				read.rows().size() + read.rejects().size());
		return this.rejects;
	}

	private RowSink.@Nullable Brought sifted(List<Row> rows, int most, GoingOn goingOn) throws SQLException {
		RowSink.Brought all = new RowSink.Brought(0, 0);
		int size = Math.min(this.group, most);
		int at = 0;
		while (at < rows.size()) {
			if (!goingOn.wanted()) {
				return null;
			}
			int end = Math.min(rows.size(), at + Math.max(1, size));
			Trial.Outcome outcome = this.trial.further(rows.subList(at, end));
			size = (outcome.refusal() == null) ? 2 * (end - at) : (end - at) / 2;
			if (outcome.refusal() == null) {
				all = all.plus(settled(outcome));
				at = end;
			}
			else if (end - at == 1) {
				rejected(rows.get(at), outcome.refusal());
				at = end;
			}
		}
		this.group = size;
		return all;
	}

	private RowSink.Brought settled(Trial.Outcome outcome) throws SQLException {
		for (Trial.Unheld unheld : outcome.unheld()) {
			rejected(unheld.row(), unheld.refusal());
		}
		return outcome.brought();
	}

	private void rejected(Row row, Refusal refusal) throws SQLException {
		String column = (refusal.badValue() && refusal.column().isEmpty()) ? this.guilty.of(row)
				: sourceColumn(refusal.column());
		Digest digest = this.digester.digest(row);
		this.refused = this.refused.plus(digest);
		String key = this.mapping.keyPositions()
			.stream()
			.map((position) -> ShownValue.of(row.get(position)))
			.collect(Collectors.joining(", "));
		String keyMark = this.mapping.keyPositions().isEmpty() ? ""
				: Reject.row(this.keyDigester.digest(row.project(this.mapping.keyPositions())));
		this.rejects.add(new Reject(this.mapping.name(), key, Reject.row(digest), keyMark, column, refusal.reason()));
	}

	private String sourceColumn(String targetColumn) {
		return this.mapping.columns()
			.stream()
			.filter((column) -> column.target().name().equals(targetColumn))
			.map((column) -> column.source().name())
			.findFirst()
			.orElse(targetColumn);
	}

	/**
	 * Asked before each group.
	 */
	@FunctionalInterface
	private interface GoingOn {

		boolean wanted() throws SQLException;

	}

}
