package dev.drover.job;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import dev.drover.copy.CopyListener;
import dev.drover.engine.Reject;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.ledger.WorkRecords;
import dev.drover.plan.Mapping.ValueHazard;
import dev.drover.progress.ProgressMeter;
import dev.drover.schema.ColumnMapping;
import dev.drover.verify.VerifyListener;

/**
 * Hears what workers do with rows, counts it and writes down what has to be kept of it.
 */
final class Tally implements CopyListener, VerifyListener {

	private final ProgressMeter meter;

	/** Columns and sorts of values of which a finding speaks already. */
	private final Set<String> changed = ConcurrentHashMap.newKeySet();

	private final WorkRecords work;

	private final Rejections rejections;

	private final DiskWatch diskWatch;

	private final Halt halt;

	private final Pace pace;

	Tally(ProgressMeter meter, WorkRecords work, Rejections rejections, DiskWatch diskWatch, Halt halt, Pace pace) {
		this.meter = meter;
		this.work = work;
		this.rejections = rejections;
		this.diskWatch = diskWatch;
		this.halt = halt;
		this.pace = pace;
	}

	@Override
	public void committed(String table, long rows, long bytes) {
		this.meter.committed(table, rows, bytes);
		DroverException full = this.diskWatch.full();
		if (full != null) {
			this.halt.failed(full);
		}
		this.pace.copied(rows, bytes);
	}

	@Override
	public void changed(String table, ColumnMapping column, ValueHazard sort, @Nullable Object to) {
		String object = table + "." + column.source().name();
		String hazard = sort.name().toLowerCase(Locale.ROOT);
		if (this.changed.add(object + " " + hazard)) {
			this.work.addFinding(new Finding(ErrorCode.DATA_008, Finding.Level.INFO, object,
					"values of " + object + " were changed, as mapping.values." + hazard
							+ " wants it: the target can't hold them; the first seen was "
							+ ((to == null) ? "set to NULL" : "set to the nearest value"),
					"nothing, or set mapping.values: {" + hazard + ": error} to refuse such rows"));
		}
	}

	@Override
	public void discarded(String table, long rows) {
		this.meter.discarded(table, rows);
	}

	@Override
	public void resumed(String table, String partition, long chunk) {
		this.rejections.records().forgetFrom(table, partition, chunk);
	}

	@Override
	public void rejected(String table, String partition, long chunk, List<Reject> rejects) {
		this.rejections.keep(table, partition, chunk, rejects);
	}

	@Override
	public long rejectsBorne() {
		return this.rejections.borne();
	}

	@Override
	public void read(String table, long rows) {
		this.meter.compared(table, rows);
		this.pace.compared(rows);
	}

	@Override
	public boolean stopRequested() {
		return this.halt.requested();
	}

}
