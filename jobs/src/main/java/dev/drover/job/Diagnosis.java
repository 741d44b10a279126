package dev.drover.job;

import java.sql.SQLException;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;

/**
 * Puts whatever ends an attempt into one line with a code.
 */
final class Diagnosis {

	private Diagnosis() {
	}

	/** A failure of one of the job's steps. */
	static DroverException of(Throwable failure, MigrationRun run) {
		String next = "drover restart " + run.plan().id();
		if (failure instanceof DroverException known) {
			// a server that was there at the start has been lost since
			return (run.prepared() && known.code() == ErrorCode.CONN_001)
					? new DroverException(ErrorCode.CONN_004, known.what(), next, known) : known;
		}
		if (failure instanceof SQLException) {
			return Failures.of(failure, run.sourceEndpoint().name() + " or " + run.targetEndpoint().name(),
					"in the middle of work", ErrorCode.COPY_001, next);
		}
		return of(failure, run.plan().id());
	}

	/**
	 * The same where somebody else may be the owner by now: he has ended the sessions of
	 * this process then, and that is what is told.
	 */
	static DroverException ofOwner(Throwable failure, MigrationRun run) {
		DroverException told = of(failure, run);
		try {
			run.ledger().requireOwner(run.plan().id(), run.owner());
			return told;
		}
		catch (DroverException replaced) {
			replaced.addSuppressed(told);
			return replaced;
		}
		catch (RuntimeException ex) {
			told.addSuppressed(ex);
			return told;
		}
	}

	/**
	 * A failure outside the steps; what Spring throws comes from the control database.
	 */
	static DroverException of(Throwable failure, String migration) {
		String next = "drover restart " + migration;
		if (failure instanceof DroverException known) {
			return known;
		}
		if (failure instanceof DataAccessException || failure instanceof TransactionException) {
			ErrorCode code = Failures.code(failure)
				.filter((seen) -> seen == ErrorCode.DISK_001 || seen == ErrorCode.MEM_001)
				.orElse(ErrorCode.CONN_006);
			return new DroverException(code,
					"the control database was lost in the middle of work: " + Failures.reason(deepest(failure)),
					"bring it back, then " + next, failure);
		}
		DroverException told = Failures.unexpected(failure);
		return new DroverException(told.code(), told.what(), next, failure);
	}

	/** What the driver says; below it are only names of classes. */
	private static Throwable deepest(Throwable failure) {
		Throwable deepest = failure;
		for (Throwable next = failure; next != null; next = next.getCause()) {
			if (next instanceof SQLException) {
				deepest = next;
			}
		}
		return deepest;
	}

}
