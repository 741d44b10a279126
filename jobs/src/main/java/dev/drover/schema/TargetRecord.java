package dev.drover.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.drover.engine.Detour;
import dev.drover.engine.Engine;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Sequence;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.catalog.UserType;

/**
 * What a migration adds to its target, written down before it adds anything: by this a
 * rollback knows what to take away again, and what not to touch.
 *
 * @param databaseMade whether the database itself, a file, was not there
 * @param schemas schemas that were not there
 * @param types user types that were not there, each after those it needs
 * @param sequences sequences that were not there
 * @param tables tables that were not there, parents first
 * @param existing tables that were there, held no rows, and are filled
 * @param journals tables that were there and held rows
 * @param detours foreign keys of both that are out of the way while rows come in any
 * order
 * @param numbering statements that bring the numbering of what was there back
 */
public record TargetRecord(boolean databaseMade, List<String> schemas, List<MadeType> types, List<TableName> sequences,
		List<TableName> tables, List<TableName> existing, List<Journal> journals, List<Detour> detours,
		List<String> numbering) {

	public TargetRecord {
		schemas = List.copyOf(schemas);
		types = List.copyOf(types);
		sequences = List.copyOf(sequences);
		tables = List.copyOf(tables);
		existing = List.copyOf(existing);
		journals = List.copyOf(journals);
		detours = List.copyOf(detours);
		numbering = List.copyOf(numbering);
	}

	/**
	 * Looks at a target before anything is added to it.
	 * @param migration the migration's id
	 * @param databaseMade whether Drover has made the database itself
	 */
	public static TargetRecord of(Engine target, Connection connection, SchemaMapping mapping, String migration,
			boolean databaseMade) throws SQLException {
		Catalog wanted = mapping.wanted();
		Catalog there = target.readCatalog(connection);
		List<String> numbering = new ArrayList<>();
		List<TableName> existing = new ArrayList<>();
		List<Journal> journals = new ArrayList<>();
		List<Detour> detours = new ArrayList<>();
		for (TableMapping table : mapping.rowTables()) {
			Table seen = there.table(table.target().name()).orElse(null);
			if (seen != null) {
				if (holdsRows(target, connection, seen)) {
					journals.add(Journal.of(table, seen.name(), migration, journals.size()));
				}
				else {
					existing.add(seen.name());
				}
				detours.addAll(target.detours(connection, seen));
				numbering.addAll(target.numbering(connection, seen));
			}
		}
		Set<TableName> wantedSequences = names(wanted);
		for (Sequence sequence : there.sequences()) {
			if (wantedSequences.contains(sequence.name())) {
				numbering.add(target.numbering(connection, sequence));
			}
		}
		Set<TableName> sequencesThere = names(there);
		return new TargetRecord(databaseMade, schemasNotIn(connection, wanted), typesNotIn(there, wanted),
				wanted.sequences()
					.stream()
					.map(Sequence::name)
					.filter((name) -> !sequencesThere.contains(name))
					.toList(),
				wanted.tables().stream().map(Table::name).filter((name) -> there.table(name).isEmpty()).toList(),
				existing, journals, detours, numbering);
	}

	private static Set<TableName> names(Catalog catalog) {
		return catalog.sequences().stream().map(Sequence::name).collect(Collectors.toSet());
	}

	/** Whether a table of the target holds any row. */
	public static boolean holdsRows(Engine target, Connection connection, Table table) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setMaxRows(1);
			try (ResultSet row = statement.executeQuery("SELECT 1 FROM " + target.rowsOf(connection, table.name()))) {
				return row.next();
			}
		}
	}

	/** What is left to be taken away once all but the database itself is gone. */
	public TargetRecord done() {
		return new TargetRecord(this.databaseMade, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
				List.of(), List.of());
	}

	private static List<MadeType> typesNotIn(Catalog there, Catalog wanted) {
		return wanted.types()
			.stream()
			.filter((type) -> there.types().stream().noneMatch((other) -> other.name().equals(type.name())))
			.map((type) -> new MadeType(type.name(), type.form()))
			.toList();
	}

	private static List<String> schemasNotIn(Connection connection, Catalog wanted) throws SQLException {
		Set<String> missing = new HashSet<>();
		wanted.tables().forEach((table) -> add(missing, table.name()));
		wanted.sequences().forEach((sequence) -> add(missing, sequence.name()));
		wanted.types().forEach((type) -> add(missing, type.name()));
		if (!missing.isEmpty()) {
			try (ResultSet schemas = connection.getMetaData().getSchemas()) {
				while (schemas.next()) {
					missing.remove(schemas.getString("TABLE_SCHEM"));
				}
			}
		}
		return missing.stream().sorted().toList();
	}

	private static void add(Set<String> schemas, TableName name) {
		if (name.schema() != null) {
			schemas.add(name.schema());
		}
	}

	/**
	 * A user type that was made.
	 *
	 * @param name its name
	 * @param form what it is
	 */
	public record MadeType(TableName name, UserType.Form form) {

	}

}
