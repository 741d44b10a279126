package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.drover.copy.HeldTables;
import dev.drover.ledger.RollbackRecords;
import dev.drover.plan.DataTransfer;
import dev.drover.progress.ProgressJson;
import dev.drover.schema.TargetRecord;

/**
 * The rollback record of a migration, as the ledger keeps it.
 */
final class TargetRecords {

	private final RollbackRecords records;

	private volatile @Nullable HeldTables held;

	TargetRecords(RollbackRecords records) {
		this.records = records;
	}

	Optional<TargetRecord> find() {
		return this.records.find().map((json) -> ProgressJson.read(json, TargetRecord.class));
	}

	/**
	 * The record of a migration that has begun to change its target.
	 * @throws IllegalStateException if there is none
	 */
	TargetRecord get() {
		return find().orElseThrow(() -> new IllegalStateException("the target was filled without a rollback record"));
	}

	/**
	 * The target's tables that were there before; none before that is known.
	 * @param replace what becomes of their rows
	 */
	HeldTables held(DataTransfer.Replace replace) {
		HeldTables known = this.held;
		if (known == null) {
			known = find().map((record) -> new HeldTables(Set.copyOf(record.tables()), record.journals(), replace))
				.orElse(null);
			this.held = known;
		}
		return (known == null) ? new HeldTables(Set.of(), List.of(), replace) : known;
	}

	/** Writes down what the target has now, unless an earlier attempt has done so. */
	void keep(MigrationRun run, Connection target, boolean databaseMade) throws SQLException {
		if (find().isEmpty()) {
			TargetRecord record = TargetRecord.of(run.target(), target, run.mapping(), run.plan().id(), databaseMade);
			this.records.keep(ProgressJson.compact(record));
		}
	}

	/** What it speaks of is gone; whatever is there from now on is somebody else's. */
	void settle(TargetRecord record) {
		this.records.replace(ProgressJson.compact(record.done()));
	}

	void forget() {
		this.records.forget();
	}

}
