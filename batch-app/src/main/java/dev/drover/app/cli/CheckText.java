package dev.drover.app.cli;

import java.util.List;
import java.util.Locale;

import dev.drover.inspect.PlanCheck;
import dev.drover.progress.Report;

/**
 * A look at a plan as people read it, the evening before.
 */
final class CheckText {

	private final PlanCheck check;

	private final StringBuilder text = new StringBuilder();

	private CheckText(PlanCheck check) {
		this.check = check;
	}

	static String of(PlanCheck check) {
		return new CheckText(check).page();
	}

	private String page() {
		line("plan " + this.check.id() + ": " + this.check.source() + " -> " + this.check.target());
		tables();
		for (PlanCheck.TableCheck table : this.check.tables()) {
			line("");
			line(heading(table));
			this.text.append(columns(table));
		}
		findings();
		grants("source", this.check.source());
		grants("target", this.check.target());
		space(this.check.space());
		estimate(this.check.estimate());
		line("");
		line(verdict());
		return this.text.toString();
	}

	private void line(String line) {
		this.text.append(line).append('\n');
	}

	private void tables() {
		if (this.check.tables().isEmpty()) {
			return;
		}
		Columns columns = new Columns(2, "table", "target", "rows", "size", "in target", "partitions");
		this.check.tables()
			.forEach((table) -> columns.row(table.name(), table.targetName(), rows(table), Figures.size(table.bytes()),
					Figures.size(table.targetBytes()), Figures.count(table.partitions())));
		PlanCheck.Estimate all = this.check.estimate();
		columns.row("total", "", Figures.count(all.rows()), Figures.size(all.bytes()),
				Figures.size(this.check.space().neededBytes()), Figures.count(this.check.partitions()));
		line("");
		this.text.append(columns.text(""));
	}

	private static String rows(PlanCheck.TableCheck table) {
		return (table.rowsExact() ? "" : "~") + Figures.count(table.rows());
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

	private void findings() {
		PlanCheck.Counts counts = this.check.counts();
		line("");
		line("findings: " + Figures.counted(counts.error(), "error") + ", "
				+ Figures.counted(counts.warning(), "warning") + ", " + Figures.count(counts.info()) + " info");
		level("error", "always refuse");
		level("warning", "refuse without --force");
		level("info", "never refuse");
	}

	private void level(String level, String weight) {
		List<Report.FindingReport> findings = this.check.findings()
			.stream()
			.filter((finding) -> finding.level().equals(level))
			.toList();
		if (!findings.isEmpty()) {
			line("  " + level + " (" + Figures.count(findings.size()) + "; these " + weight + ")");
			findings.forEach((finding) -> line("    " + finding.code() + " " + finding.message()
					+ (finding.hint().isEmpty() ? "" : "; " + finding.hint())));
		}
	}

	/** Without indentation, to be pasted. */
	private void grants(String side, String endpoint) {
		List<String> statements = this.check.grants()
			.stream()
			.filter((grant) -> grant.side().equals(side))
			.map(PlanCheck.Grant::statement)
			.toList();
		if (!statements.isEmpty()) {
			line("");
			line("grants that an administrator of the " + side + " " + endpoint + " still has to give:");
			statements.forEach(this::line);
		}
	}

	private void space(PlanCheck.Space space) {
		line("");
		line("space: about " + Figures.size(space.neededBytes()) + " needed in the target ("
				+ Figures.size(space.tableBytes()) + " tables, " + Figures.size(space.indexBytes())
				+ " keys and indexes); "
				+ ((space.freeBytes() == null || space.reserveBytes() == null)
						? "free space of the target is not visible to its users"
						: Figures.size(space.freeBytes()) + " free in " + space.directory() + ", of which "
								+ Figures.size(space.reserveBytes()) + " stay in reserve"));
		if (space.sourceBytes() != null) {
			line("the source takes " + Figures.size(space.sourceBytes()) + " now"
					+ ((space.targetBytes() == null) ? "" : ", the target " + Figures.size(space.targetBytes())));
		}
	}

	private void estimate(PlanCheck.Estimate estimate) {
		line("");
		line(String.format(Locale.ROOT, "%s rows, %s, %s; about %s (copy %s, verify %s),",
				Figures.count(estimate.rows()), Figures.size(estimate.bytes()),
				Figures.counted(this.check.partitions(), "partition"), Figures.duration(estimate.seconds()),
				Figures.duration(estimate.copySeconds()), Figures.duration(estimate.verifySeconds())));
		line("from " + Figures.counted(estimate.sampledRows(), "row")
				+ " read, if the target writes as fast as the source reads; building indexes comes on top");
	}

	private String verdict() {
		if (!this.check.refused()) {
			return "nothing speaks against this plan";
		}
		return this.check.refusedWithForce() ? "drover run refuses this plan"
				: "drover run refuses this plan; --force goes on over its warnings";
	}

}
