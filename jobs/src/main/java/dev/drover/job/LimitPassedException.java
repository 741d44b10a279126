package dev.drover.job;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;

/**
 * A limit of the plan has passed: what happens now is for {@code failure_handling} to
 * say.
 */
final class LimitPassedException extends DroverException {

	private static final long serialVersionUID = 1L;

	LimitPassedException(ErrorCode code, String what, String hint) {
		super(code, what, hint);
	}

}
