package dev.drover.app.cli;

import java.util.Locale;

import dev.drover.inspect.PlanCheck;

/**
 * A look at a plan as people read it.
 */
final class CheckText {

	private CheckText() {
	}

	static String of(PlanCheck check) {
		StringBuilder text = new StringBuilder("plan ").append(check.id())
			.append(": ")
			.append(check.source())
			.append(" -> ")
			.append(check.target())
			.append('\n');
		for (PlanCheck.TableCheck table : check.tables()) {
			text.append('\n').append(heading(table)).append('\n').append(columns(table));
		}
		ReportText.findings(check.findings(), text);
		PlanCheck.Estimate estimate = check.estimate();
		text.append(String.format(Locale.ROOT, "%n%s rows, %s, %s; about %s (copy %s, verify %s),%n",
				Figures.count(estimate.rows()), Figures.size(estimate.bytes()),
				Figures.counted(check.partitions(), "partition"), Figures.duration(estimate.seconds()),
				Figures.duration(estimate.copySeconds()), Figures.duration(estimate.verifySeconds())));
		text.append("from ")
			.append(Figures.counted(estimate.sampledRows(), "row"))
			.append(" read, if the target writes as fast as the source reads\n");
		return text.append(verdict(check)).append('\n').toString();
	}

	private static String heading(PlanCheck.TableCheck table) {
		return table.name() + " -> " + table.targetName() + ": " + (table.rowsExact() ? "" : "about ")
				+ Figures.counted(table.rows(), "row") + ", " + Figures.size(table.bytes()) + ", "
				+ Figures.counted(table.partitions(), "partition") + ", "
				+ (table.key().isEmpty() ? "no key: copied as a whole" : "key " + String.join(", ", table.key()));
	}

	private static String columns(PlanCheck.TableCheck table) {
		Columns columns = new Columns(5, "column", "type", "target", "target type", "lost or changed");
		for (PlanCheck.ColumnCheck column : table.columns()) {
			columns.row(column.name(), column.type() + (column.nullable() ? "" : " not null"), column.targetName(),
					column.targetType() + ((column.override() == null) ? "" : " by mapping.types"),
					(column.loss() == null) ? "" : column.loss());
		}
		return columns.text("  ");
	}

	private static String verdict(PlanCheck check) {
		if (!check.refused()) {
			return "nothing speaks against this plan";
		}
		return check.refusedWithForce() ? "drover run refuses this plan"
				: "drover run refuses this plan; --force goes on over its warnings";
	}

}
