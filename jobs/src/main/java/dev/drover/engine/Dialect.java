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
