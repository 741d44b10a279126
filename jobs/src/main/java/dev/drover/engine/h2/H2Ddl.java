package dev.drover.engine.h2;

import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.CheckConstraint;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Identity;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.Sequence;
import dev.drover.engine.catalog.SequenceOptions;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.LaterKeysDdl;
import dev.drover.engine.jdbc.SqlText;
import dev.drover.engine.value.Kind;

/**
 * H2's own words.
 */
final class H2Ddl extends LaterKeysDdl {

	/** Stands for its name; no schema can be called so. */
	private static final String DEFAULT_SCHEMA = "\0default";

	H2Ddl(Dialect dialect) {
		super(dialect);
	}

	/**
	 * H2 keeps a table in the order of its primary key: one that comes after the rows
	 * lets it make the table anew, with thousands of whole rows in memory.
	 */
	@Override
	public boolean joins(Column child, Column parent) {
		return JoinedTypes.join(child, parent);
	}

	@Override
	protected List<String> definitions(Table table) {
		List<String> parts = new ArrayList<>(super.definitions(table));
		Key key = table.primaryKey();
		if (key != null) {
			parts.add(definition(key, "PRIMARY KEY"));
		}
		return parts;
	}

	@Override
	public String addUnique(Table table, Key key) {
		return "ALTER TABLE " + this.dialect.quote(table.name()) + " ADD "
				+ definition(key, key.nativeSql().isEmpty() ? "UNIQUE" : key.nativeSql());
	}

	@Override
	public String addUncheckedCheck(Table table, CheckConstraint check) {
		return addCheck(table, check) + " NOCHECK";
	}

	/** A row may hold NULL from before its column was told so. */
	@Override
	public List<String> habits(Table table) {
		return table.columns()
			.stream()
			.filter((column) -> column.habits().defaultOnNull())
			.map((column) -> "ALTER TABLE " + this.dialect.quote(table.name()) + " ALTER COLUMN "
					+ this.dialect.quote(column.name()) + " SET DEFAULT ON NULL")
			.toList();
	}

	@Override
	protected String randomUuid() {
		return "RANDOM_UUID()";
	}

	/** A text as the default of a JSON column would become a JSON string. */
	@Override
	protected String literalDefault(Column column, String value) {
		return ((column.type().kind() == Kind.JSON) ? "JSON " : "") + SqlText.literal(value);
	}

	/**
	 * One that has given its last number gives none here either, if it does not begin
	 * again.
	 */
	@Override
	public String setSequence(Sequence sequence) {
		return "ALTER SEQUENCE " + this.dialect.quote(sequence.name()) + state(sequence.options(), sequence.next());
	}

	@Override
	protected String setIdentity(String column, Identity identity) {
		boolean given = identity.options().exhausted(identity.next()) && !identity.options().cycle();
		return column + (given ? " SET" : "") + state(identity.options(), identity.next());
	}

	private static String state(SequenceOptions options, long next) {
		if (!options.exhausted(next)) {
			return " RESTART WITH " + next;
		}
		return options.cycle() ? " RESTART WITH " + ((options.increment() > 0) ? options.min() : options.max())
				: " EXHAUSTED";
	}

	/**
	 * H2 looks for the parent in the child's schema, not in the default one, whose name
	 * only the connection knows.
	 */
	@Override
	public String addForeignKey(Table table, ForeignKey foreignKey) {
		TableName parent = foreignKey.referencedTable();
		boolean elsewhere = table.name().schema() != null && parent.schema() == null;
		String sql = super.addForeignKey(table,
				elsewhere ? foreignKey.to(new TableName(DEFAULT_SCHEMA, parent.name())) : foreignKey)
				+ (foreignKey.validated() ? "" : " NOCHECK");
		return elsewhere ? "EXECUTE IMMEDIATE " + SqlText.literal(sql)
			.replace(this.dialect.quote(DEFAULT_SCHEMA), "' || QUOTE_IDENT(CURRENT_SCHEMA) || '") : sql;
	}

}
