package dev.drover.inspect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Detour;
import dev.drover.engine.Engine;
import dev.drover.engine.TargetUse;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;
import dev.drover.plan.DataTransfer;
import dev.drover.schema.SchemaMapping;
import dev.drover.schema.TableMapping;
import dev.drover.schema.TargetRecord;

/**
 * Foresees what a migration does to the tables of its target.
 */
final class UseOfTarget {

	private final Engine target;

	private final Connection connection;

	private final DataTransfer.Replace replace;

	private final @Nullable TargetRecord record;

	/** Tables that are the migration's own. */
	private final Set<TableName> made;

	/**
	 * Creates it.
	 * @param replace what is to become of rows that are there
	 * @param record how the target was before the migration began to change it, or
	 * {@code null} before that
	 */
	UseOfTarget(Engine target, Connection connection, DataTransfer.Replace replace, @Nullable TargetRecord record) {
		this.target = target;
		this.connection = connection;
		this.replace = replace;
		this.record = record;
		this.made = (record == null) ? Set.of() : Set.copyOf(record.tables());
	}

	TargetUse of(Catalog catalog, SchemaMapping mapping) throws SQLException {
		List<TableName> fresh = new ArrayList<>();
		List<TargetUse.Existing> existing = new ArrayList<>();
		for (TableMapping table : mapping.tables()) {
			Table seen = catalog.table(table.target().name()).orElse(null);
			if (seen == null) {
				fresh.add(table.target().name());
			}
			else {
				existing.add(existing(table, seen));
			}
		}
		return new TargetUse(fresh, existing);
	}

	private TargetUse.Existing existing(TableMapping mapping, Table seen) throws SQLException {
		boolean made = this.made.contains(seen.name());
		if (made || !mapping.source().lineage().carriesRows()) {
			return new TargetUse.Existing(seen.name(), false, false, List.of(), false);
		}
		boolean staged = staged(seen);
		return new TargetUse.Existing(seen.name(), staged, staged && this.replace != DataTransfer.Replace.NONE,
				detours(seen), numbered(mapping.target(), seen));
	}

	private boolean staged(Table seen) throws SQLException {
		if (this.replace == DataTransfer.Replace.REFUSE) {
			return false;
		}
		if (this.record != null) {
			return this.record.journals().stream().anyMatch((journal) -> journal.table().equals(seen.name()));
		}
		// what may not be read may hold rows
		return unlessForbidden(() -> TargetRecord.holdsRows(this.target, this.connection, seen), true);
	}

	/** Those that stand aside already are in the record only. */
	private List<Detour> detours(Table seen) throws SQLException {
		return (this.record != null)
				? this.record.detours().stream().filter((detour) -> detour.table().equals(seen.name())).toList()
				: unlessForbidden(() -> this.target.detours(this.connection, seen), List.of());
	}

	private static boolean numbered(Table wanted, Table seen) {
		return wanted.columns()
			.stream()
			.anyMatch((column) -> column.identity() != null
					&& seen.column(column.name()).map(Column::identity).isPresent());
	}

	private static <T> T unlessForbidden(Asked<T> asked, T otherwise) throws SQLException {
		try {
			return asked.of();
		}
		catch (SQLException ex) {
			if (Failures.code(ex).filter((code) -> code == ErrorCode.PERM_001).isEmpty()) {
				throw ex;
			}
			return otherwise;
		}
	}

	/** Something that a database is asked. */
	@FunctionalInterface
	private interface Asked<T> {

		T of() throws SQLException;

	}

}
