package dev.drover.schema;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.TableName;
import dev.drover.plan.Mapping;

/**
 * The target's names. Tables and columns keep theirs or are refused; keys and indexes get
 * another one where theirs is taken or too long, since engines do not agree on how far a
 * name has to be the only one.
 */
final class ObjectNames {

	private final Dialect dialect;

	private final boolean spelledNatively;

	private final boolean sameEngine;

	private final boolean alike;

	private final Set<String> taken = new HashSet<>();

	/**
	 * @param alike whether both engines agree on how far a key's or index's name has to
	 * be the only one
	 */
	ObjectNames(Dialect dialect, Mapping.Names names, boolean sameEngine, boolean alike) {
		this.dialect = dialect;
		this.spelledNatively = names == Mapping.Names.NATIVE && !sameEngine;
		this.sameEngine = sameEngine;
		this.alike = alike;
	}

	void reserve(String name) {
		this.taken.add(name.toLowerCase(Locale.ROOT));
	}

	/** A table's or column's. */
	String spelled(String name) {
		return this.spelledNatively ? this.dialect.nativeName(name) : name;
	}

	/** A table's or sequence's, with its schema. */
	TableName of(TableName name) {
		return this.dialect.stored(written(name));
	}

	private TableName written(TableName name) {
		String schema = name.schema();
		if (schema == null) {
			return TableName.of(spelled(name.name()));
		}
		return this.dialect.hasSchemas() ? new TableName(spelled(schema), spelled(name.name()))
				: TableName.of(spelled(schema + "_" + name.name()));
	}

	/**
	 * How two names that became one could stay apart, where that is a matter of spelling.
	 */
	String wayOut(TableName one, TableName other) {
		ObjectNames preserved = new ObjectNames(this.dialect, Mapping.Names.PRESERVE, this.sameEngine, this.alike);
		boolean apart = !this.dialect.folded(preserved.of(one).display())
			.equals(this.dialect.folded(preserved.of(other).display()));
		return apart ? "set mapping.names: preserve, or " : "";
	}

	/** A key's or index's; the empty name stays empty. */
	String of(String name) {
		return this.alike ? name : ofCheck(name);
	}

	/** A check's. */
	String ofCheck(String name) {
		if (this.sameEngine || name.isEmpty()) {
			return name;
		}
		String wanted = shortened(spelled(name), "");
		for (int number = 2; !this.taken.add(wanted.toLowerCase(Locale.ROOT)); number++) {
			wanted = shortened(spelled(name), "_" + number);
		}
		return wanted;
	}

	private String shortened(String name, String suffix) {
		String text = name;
		while ((text + suffix).getBytes(StandardCharsets.UTF_8).length > this.dialect.longestName()) {
			text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
		}
		return text + suffix;
	}

}
