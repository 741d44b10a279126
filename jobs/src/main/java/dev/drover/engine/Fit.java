package dev.drover.engine;

import java.util.List;

import dev.drover.engine.catalog.Table;
import dev.drover.fault.Finding;

/**
 * Tables as an engine can hold them.
 *
 * @param tables the tables, in the order and with the columns in the order in which they
 * were given
 * @param findings what had to change beyond spelling
 */
public record Fit(List<Table> tables, List<Finding> findings) {

	public Fit {
		tables = List.copyOf(tables);
		findings = List.copyOf(findings);
	}

}
