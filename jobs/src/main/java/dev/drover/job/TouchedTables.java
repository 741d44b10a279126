package dev.drover.job;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.drover.apply.Flow;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.schema.TableMapping;

/**
 * Tables of the side that is to be the owner which were truncated or changed while its
 * gate was closed: no gate stops such a statement everywhere. They are compared once
 * more.
 */
final class TouchedTables {

	private final MigrationRun run;

	private final Following following;

	private final Flow flow;

	TouchedTables(MigrationRun run, Following following, Flow flow) {
		this.run = run;
		this.following = following;
		this.flow = flow;
	}

	/**
	 * Nobody switches to tables that hold other rows than the owner's.
	 * @throws DroverException CUT_002 if they do
	 */
	void requireEqual() throws SQLException {
		KeptPrints prints = this.following.prints();
		KeptPrints.Prints seen = prints.now(this.flow.to());
		Set<String> queues = prints.touched(this.flow.to(), seen);
		if (!queues.isEmpty()) {
			requireEqual(queues);
		}
		// seen before the comparison, so that what comes meanwhile is found the next time
		prints.keep(this.flow.to(), seen);
	}

	private void requireEqual(Set<String> queues) throws SQLException {
		List<TableMapping> touched = new ArrayList<>();
		for (int i = 0; i < this.flow.to().tables().size(); i++) {
			if (queues.contains(this.flow.to().tables().get(i).queue())) {
				touched.add(this.run.mapping().rowTables().get(i));
			}
		}
		boolean back = this.flow.from().endpoint().name().equals(this.run.targetEndpoint().name());
		String owner = this.flow.from().endpoint().name();
		List<String> differing = new FullLook(this.run, this.following, back).differing(touched,
				new ComparedTables(this.run, false)::comparison,
				(verdict) -> this.run.audit("compared",
						"table " + verdict.table() + ", which was truncated or changed in "
								+ this.flow.to().endpoint().name() + ": " + verdict.rowsVerified() + " rows equal, "
								+ verdict.differenceCount() + " different"));
		if (touched.stream().anyMatch((table) -> table.source().rowKey().isEmpty())) {
			differing.addAll(KeylessTables.among(this.run, touched)
				.atOneMoment(this.following, back, "which was truncated or changed"));
			this.following.follow();
		}
		if (!differing.isEmpty()) {
			throw new DroverException(ErrorCode.CUT_002,
					"tables of " + this.flow.to().endpoint().name()
							+ " were truncated or changed by others, and differ: " + String.join("; ", differing)
							+ "; nothing has changed",
					"write these rows again in " + owner + " as they are (UPDATE … SET x = x), then the same command");
		}
	}

}
