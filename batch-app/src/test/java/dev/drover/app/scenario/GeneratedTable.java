package dev.drover.app.scenario;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One table with a column of each type of an engine. Each row holds one value, in one
 * column, so that a row that is refused says which value was.
 *
 * @param product the engine
 * @param types the columns {@code c0}, {@code c1} and so on after the key {@code id}
 */
record GeneratedTable(Product product, List<GeneratedType> types) {

	static final String NAME = "every_type";

	private static final int ROWS_OF_A_STATEMENT = 50;

	static GeneratedTable of(Product product, Chance chance) {
		return new GeneratedTable(product, switch (product) {
			case POSTGRESQL -> PostgresqlColumns.of(chance);
			case MYSQL -> MysqlColumns.of(chance, false);
			case MARIADB -> MysqlColumns.of(chance, true);
			case SQLITE -> SqliteColumns.of(chance);
			case H2 -> H2Columns.of(chance);
		});
	}

	/** Makes the table and fills it. */
	List<String> statements() {
		List<String> statements = new ArrayList<>(switch (this.product) {
			case POSTGRESQL -> PostgresqlColumns.BEFORE;
			case MYSQL, MARIADB -> MysqlColumns.BEFORE;
			case H2 -> H2Columns.BEFORE;
			case SQLITE -> List.of();
		});
		StringBuilder columns = new StringBuilder();
		for (int i = 0; i < this.types.size(); i++) {
			columns.append(", c").append(i).append(' ').append(this.types.get(i).declared());
			if (this.product.mysql() && this.types.get(i).declared().startsWith("timestamp")) {
				columns.append(" NULL");
			}
		}
		statements.add("CREATE TABLE " + NAME + " (id integer PRIMARY KEY" + columns + ")");
		int id = 0;
		for (int i = 0; i < this.types.size(); i++) {
			List<String> rows = new ArrayList<>();
			for (String literal : literals(i)) {
				rows.add("(" + (id++) + ", " + literal + ")");
				if (rows.size() == ROWS_OF_A_STATEMENT) {
					statements.add(insert(i, rows));
					rows.clear();
				}
			}
			if (!rows.isEmpty()) {
				statements.add(insert(i, rows));
			}
		}
		return statements;
	}

	private static String insert(int column, List<String> rows) {
		return "INSERT INTO " + NAME + " (id, c" + column + ") VALUES " + String.join(", ", rows);
	}

	private List<String> literals(int column) {
		List<String> all = new ArrayList<>(this.types.get(column).plain());
		all.addAll(this.types.get(column).edges());
		return all;
	}

	/** By their keys, each value as the test made it. */
	Map<Long, Cell> cells() {
		Map<Long, Cell> cells = new TreeMap<>();
		long id = 0;
		for (int i = 0; i < this.types.size(); i++) {
			int number = 0;
			for (String literal : literals(i)) {
				cells.put(id++, new Cell(i, this.types.get(i), literal, number++ < this.types.get(i).plain().size()));
			}
		}
		return cells;
	}

	/** By their keys, the values as they mean the same in every engine. */
	Map<Long, String> read(Side side) throws SQLException {
		Map<Long, String> values = new TreeMap<>();
		try (Connection connection = side.open(); Statement statement = connection.createStatement()) {
			Content content = new Content(side, connection);
			Content.Name table = content.tables()
				.stream()
				.filter((name) -> name.table().equalsIgnoreCase(NAME))
				.findFirst()
				.orElseThrow();
			List<Content.ColumnSort> columns = content.columns(table);
			List<String> expressions = new ArrayList<>();
			for (int i = 0; i < this.types.size(); i++) {
				Content.ColumnSort column = columns.get(i + 1);
				expressions.add(this.types.get(i)
					.meaning()
					.expression(side.product(), side.product().quote(column.name()), column));
			}
			try (ResultSet row = statement.executeQuery("SELECT " + side.product().quote(columns.get(0).name()) + ", "
					+ expressions.stream().collect(Collectors.joining(", ")) + " FROM "
					+ table.quoted(side.product()))) {
				while (row.next()) {
					StringBuilder found = new StringBuilder();
					for (int i = 0; i < this.types.size(); i++) {
						String value = this.types.get(i).meaning().of(row, i + 2);
						if (!value.equals("NULL")) {
							found.append('c').append(i).append(" = ").append(value);
						}
					}
					values.put(row.getLong(1), found.toString());
				}
			}
		}
		return values;
	}

	/**
	 * A value.
	 *
	 * @param column where it stands
	 * @param type its type
	 * @param literal as it was written
	 * @param plain whether every engine holds it
	 */
	record Cell(int column, GeneratedType type, String literal, boolean plain) {

		@Override
		public String toString() {
			return "c" + this.column + " " + this.type.declared() + " "
					+ this.literal.substring(0, Math.min(100, this.literal.length()));
		}

	}

}
