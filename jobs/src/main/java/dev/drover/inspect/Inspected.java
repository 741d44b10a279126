package dev.drover.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.Finding;
import dev.drover.progress.Report;

/**
 * What a look at both sides brought together.
 */
public final class Inspected {

	private final List<Finding> findings = new ArrayList<>();

	private final List<PlanCheck.Grant> grants = new ArrayList<>();

	private long sourceBytes = -1;

	private long targetBytes = -1;

	/** Notes findings. */
	public void add(List<Finding> more) {
		this.findings.addAll(more);
	}

	/** Notes a finding. */
	public void add(Finding finding) {
		this.findings.add(finding);
	}

	/** Notes what the users of a side may and may not do. */
	void add(List<Finding> more, List<PlanCheck.Grant> missing) {
		this.findings.addAll(more);
		this.grants.addAll(missing);
	}

	/** Notes what the source takes on its disk now. */
	public void sourceBytes(long bytes) {
		this.sourceBytes = bytes;
	}

	/** Notes what the target takes on its disk now. */
	public void targetBytes(long bytes) {
		this.targetBytes = bytes;
	}

	/** All findings so far. */
	public List<Finding> findings() {
		return List.copyOf(this.findings);
	}

	/** Whether a finding refuses even with force. */
	public boolean refused() {
		return this.findings.stream().anyMatch((finding) -> finding.level() == Finding.Level.ERROR);
	}

	List<PlanCheck.Grant> grants() {
		return List.copyOf(this.grants);
	}

	/** Findings by level. */
	PlanCheck.Counts counts() {
		return new PlanCheck.Counts(count(Finding.Level.ERROR), count(Finding.Level.WARNING),
				count(Finding.Level.INFO));
	}

	private long count(Finding.Level level) {
		return this.findings.stream().filter((finding) -> finding.level() == level).count();
	}

	/** The findings as a report has them, the heaviest first. */
	List<Report.FindingReport> sorted() {
		return this.findings.stream()
			.sorted(Comparator.comparing(Finding::level))
			.map((finding) -> new Report.FindingReport(finding.code().name(),
					finding.level().name().toLowerCase(Locale.ROOT), finding.object(), finding.message(),
					finding.hint()))
			.toList();
	}

	@Nullable Long sourceBytes() {
		return known(this.sourceBytes);
	}

	@Nullable Long targetBytes() {
		return known(this.targetBytes);
	}

	private static @Nullable Long known(long bytes) {
		return (bytes < 0) ? null : Long.valueOf(bytes);
	}

}
