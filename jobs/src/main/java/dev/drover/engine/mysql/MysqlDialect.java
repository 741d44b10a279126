package dev.drover.engine.mysql;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.drover.engine.Dialect;
import dev.drover.engine.TableCase;
import dev.drover.engine.catalog.TableName;

/**
 * MySQL keeps names as they are written. A database is all that it has for a schema, so
 * Drover's tables lie among the others under a prefix.
 */
final class MysqlDialect implements Dialect {

	private static final String HOME = "CONCAT('drover_home_', MD5(database()))";

	static final String DROVER_PREFIX = "drover_";

	/** The last one only where it is not what InnoDB makes for full texts. */
	private static final Set<String> HIDDEN_COLUMNS = Set.of("DB_ROW_ID", "DB_TRX_ID", "DB_ROLL_PTR", "FTS_DOC_ID");

	private final TableCase tableCase;

	/** For what a server's settings make no difference to. */
	MysqlDialect() {
		this(TableCase.EXACT);
	}

	MysqlDialect(TableCase tableCase) {
		this.tableCase = tableCase;
	}

	@Override
	public boolean takesColumn(String name) {
		return !HIDDEN_COLUMNS.contains(name.toUpperCase(Locale.ROOT));
	}

	@Override
	public TableName stored(TableName name) {
		if (this.tableCase != TableCase.LOWERED) {
			return name;
		}
		String schema = name.schema();
		TableName lowered = new TableName((schema == null) ? null : schema.toLowerCase(Locale.ROOT),
				name.name().toLowerCase(Locale.ROOT));
		return lowered.equals(name) ? name : lowered;
	}

	@Override
	public String folded(String name) {
		return (this.tableCase == TableCase.EXACT) ? name : name.toLowerCase(Locale.ROOT);
	}

	@Override
	public String quote(String name) {
		return QuotedName.of(name);
	}

	@Override
	public String nativeName(String name) {
		return name;
	}

	/** Neither case nor accents make a difference between columns. */
	@Override
	public String foldedColumn(String name) {
		return Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toUpperCase(Locale.ROOT);
	}

	@Override
	public String droverTable(String name) {
		return quote(DROVER_PREFIX + name);
	}

	/** Keys and names differ by case, whatever the database's collation. */
	@Override
	public String droverTableOptions() {
		return " ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
	}

	@Override
	public List<String> createDroverHome() {
		return List.of();
	}

	@Override
	public List<String> dropDroverHome() {
		return List.of();
	}

	/** The key is made with the table: there is no IF NOT EXISTS for an index. */
	@Override
	public List<String> shadow(String name, TableName of, List<String> columns, List<String> indexed) {
		return List.of("CREATE TABLE IF NOT EXISTS " + name + " (KEY (" + quoteAll(indexed) + "))"
				+ droverTableOptions() + " AS SELECT " + quoteAll(columns) + " FROM " + quote(of) + " WHERE 1 = 0");
	}

	@Override
	public String sameText(String one, String other, boolean padded) {
		return bytes(one, padded) + " = " + bytes(other, padded);
	}

	private static String bytes(String text, boolean padded) {
		String same = "CONVERT(" + text + " USING utf8mb4)";
		return "CAST(" + (padded ? "TRIM(TRAILING ' ' FROM " + same + ")" : same) + " AS BINARY)";
	}

	/** MariaDB would look at each row of the table, and for each at all of the other. */
	@Override
	public String deleteFrom(String table, String from, List<String> key) {
		return "DELETE drover_t FROM " + from + " drover_s STRAIGHT_JOIN " + table + " drover_t ON "
				+ same(key, "drover_t", "drover_s");
	}

	@Override
	public String updateFrom(String table, String from, String match, List<String> columns, List<String> values) {
		List<String> settings = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			settings.add("drover_t." + quote(columns.get(i)) + " = " + values.get(i));
		}
		return "UPDATE " + table + " drover_t JOIN " + from + " drover_s ON " + match + " SET "
				+ String.join(", ", settings);
	}

	/** Such names are those of the whole server. */
	@Override
	public String lockHome() {
		return "SELECT GET_LOCK(" + HOME + ", 1)";
	}

	@Override
	public String unlockHome(boolean done) {
		return "SELECT RELEASE_LOCK(" + HOME + ")";
	}

}
