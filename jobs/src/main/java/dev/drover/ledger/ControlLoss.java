package dev.drover.ledger;

import java.sql.SQLTransientConnectionException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;

/**
 * Tells whether a failure means that the control database is away. It may have done what
 * it was asked for: only its answer is known to be missing.
 */
public final class ControlLoss {

	private static final Set<ErrorCode> PASSING = EnumSet.of(ErrorCode.CONN_001, ErrorCode.CONN_004);

	/** The pool's word, without a state, for a connection that it has given up. */
	private static final String CLOSED = "Connection is closed";

	private ControlLoss() {
	}

	/** Whether it is one that ends when the control database is back. */
	public static boolean is(@Nullable Throwable failure) {
		boolean control = false;
		boolean closed = false;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			// sides are spoken to without Spring
			control = control || cause instanceof DataAccessException || cause instanceof TransactionException;
			closed = closed || cause instanceof SQLTransientConnectionException || CLOSED.equals(cause.getMessage());
		}
		if (failure == null || !control) {
			return false;
		}
		Optional<ErrorCode> code = Failures.code(failure);
		return code.isPresent() ? PASSING.contains(code.get()) : closed;
	}

}
