package dev.drover.engine.mysql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.value.Kind;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;

/**
 * Signed whole numbers that refer to one another become as wide as the widest of them: no
 * foreign key leads to another width here, as it may elsewhere.
 */
final class ReferringNumbers {

	private final Map<Place, Long> bytes = new HashMap<>();

	private final List<Finding> findings;

	private ReferringNumbers(List<Finding> findings) {
		this.findings = findings;
	}

	/**
	 * The tables with columns of one width wherever foreign keys lead.
	 * @param findings gets a finding for each column that changes
	 */
	static List<Table> widened(List<Table> tables, List<Finding> findings) {
		ReferringNumbers numbers = new ReferringNumbers(findings);
		for (Table table : tables) {
			for (Column column : table.columns()) {
				if (column.type().kind() == Kind.INTEGER && MysqlTypes.signedNumber(column.type())) {
					numbers.bytes.put(new Place(table.name(), column.name()), column.type().size());
				}
			}
		}
		List<Place.Reference> references = Place.references(tables);
		while (numbers.spread(references)) {
			// until the widest has reached all that hang together
		}
		return tables.stream().map(numbers::table).toList();
	}

	private boolean spread(List<Place.Reference> references) {
		boolean changed = false;
		for (Place.Reference reference : references) {
			Long from = this.bytes.get(reference.from());
			Long to = this.bytes.get(reference.to());
			if (from != null && to != null && !from.equals(to)) {
				this.bytes.put((from < to) ? reference.from() : reference.to(), Math.max(from, to));
				changed = true;
			}
		}
		return changed;
	}

	private Table table(Table table) {
		List<Column> columns = new ArrayList<>();
		boolean changed = false;
		for (Column column : table.columns()) {
			Long wanted = this.bytes.get(new Place(table.name(), column.name()));
			if (wanted == null || wanted <= column.type().size()) {
				columns.add(column);
				continue;
			}
			changed = true;
			String wide = MysqlTypes.integer(wanted);
			this.findings.add(new Finding(ErrorCode.TYPE_001, Finding.Level.INFO,
					table.name().name() + "." + column.name(),
					"the column becomes " + wide
							+ ", as wide as the one that it refers to or that refers to it: no foreign key leads from "
							+ column.type().declared() + " to " + wide,
					"nothing, each value stays as it is"));
			columns.add(column.withType(new ColumnType(Kind.INTEGER, wanted, 0, wide)));
		}
		return changed ? table.withColumns(columns) : table;
	}

}
