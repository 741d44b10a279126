package dev.drover.fault;

import org.jspecify.annotations.Nullable;

/**
 * A failure that an operator can act on: a stable code, what happened to which object
 * (seen against allowed), and the next command or cure.
 */
public class DroverException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final ErrorCode code;

	private final String what;

	private final String hint;

	public DroverException(ErrorCode code, String what, String hint) {
		this(code, what, hint, null);
	}

	/**
	 * Creates the failure.
	 * @param code the stable code
	 * @param what what happened, on which object, seen against allowed; never a secret
	 * @param hint what to do next, or the empty string
	 * @param cause the cause, or {@code null}
	 */
	public DroverException(ErrorCode code, String what, String hint, @Nullable Throwable cause) {
		super(code.name() + " " + what + (hint.isEmpty() ? "" : "; " + hint), cause);
		this.code = code;
		this.what = what;
		this.hint = hint;
	}

	public ErrorCode code() {
		return this.code;
	}

	public String what() {
		return this.what;
	}

	public String hint() {
		return this.hint;
	}

}
