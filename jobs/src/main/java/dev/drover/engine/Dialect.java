package dev.drover.engine;

import java.util.List;
import java.util.stream.Collectors;

import dev.drover.engine.catalog.TableName;

/**
 * How an engine writes names.
 */
public interface Dialect {

	/** The name, quoted so that it stands for exactly itself. */
	default String quote(String name) {
		return '"' + name.replace("\"", "\"\"") + '"';
	}

	/** The name with its schema, quoted. */
	default String quote(TableName name) {
		return (name.schema() == null) ? quote(name.name()) : quote(name.schema()) + "." + quote(name.name());
	}

	/** The names, quoted, with commas between. */
	default String quoteAll(List<String> names) {
		return names.stream().map(this::quote).collect(Collectors.joining(", "));
	}

	/** The name as unquoted SQL would find it. */
	String nativeName(String name);

	/** Two names of which this gives the same are one name to the engine. */
	default String folded(String name) {
		return name;
	}

	/** As {@link #folded}, for two columns of one table. */
	default String foldedColumn(String name) {
		return folded(name);
	}

	/** Whether tables lie in schemas; else a schema becomes a part of the name. */
	default boolean hasSchemas() {
		return true;
	}

	/** Most bytes of a name in UTF-8; longer ones would be cut or refused. */
	default int longestName() {
		return Integer.MAX_VALUE;
	}

	/** One of Drover's own tables, ready to be used in SQL. */
	String droverTable(String name);

	/** What follows the columns where one of Drover's own tables is created. */
	default String droverTableOptions() {
		return "";
	}

	/** Statements that make a home for Drover's tables; may be run again and again. */
	List<String> createDroverHome();

	/** Statements that remove that home, once it is empty. */
	List<String> dropDroverHome();

}
