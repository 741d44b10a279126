package dev.drover.app.rest;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.ExitStatus;
import dev.drover.fault.Finding;
import dev.drover.fault.RefusedException;
import dev.drover.plan.PlanMistake;
import dev.drover.plan.PlanMistakesException;
import dev.drover.progress.ProgressJson;

/**
 * An answer that says why something was not done, as RFC 9457 has it.
 *
 * @param type always {@code about:blank}: {@code code} tells problems apart
 * @param title the code's meaning
 * @param status the status of HTTP
 * @param detail what happened, on which object, seen against allowed
 * @param code the stable code
 * @param next what to do next, or empty
 * @param findings all that refuse a plan, or empty
 */
record Problem(String type, String title, int status, String detail, String code, String next, List<Found> findings) {

	static final String MEDIA_TYPE = "application/problem+json";

	private static final Set<ErrorCode> BAD_REQUEST = EnumSet.of(ErrorCode.PLAN_001, ErrorCode.PLAN_002,
			ErrorCode.PLAN_003, ErrorCode.PLAN_010, ErrorCode.PLAN_011);

	static Problem of(int status, ErrorCode code, String detail, String next) {
		return new Problem("about:blank", code.title(), status, detail, code.name(), next, List.of());
	}

	static Problem of(DroverException failure) {
		return of(status(failure.code()), failure);
	}

	static Problem of(int status, DroverException failure) {
		ErrorCode code = failure.code();
		if (failure instanceof PlanMistakesException mistaken) {
			List<Found> mistakes = mistaken.mistakes().stream().map(Found::of).toList();
			return new Problem("about:blank", code.title(), status,
					(mistakes.size() == 1) ? "the plan has 1 mistake" : "the plan has " + mistakes.size() + " mistakes",
					code.name(), "correct what the findings name; docs/plan.md shows all keys", mistakes);
		}
		List<Found> findings = (failure instanceof RefusedException refused)
				? refused.findings().stream().map(Found::of).toList() : List.of();
		return new Problem("about:blank", code.title(), status, failure.what(), code.name(), failure.hint(), findings);
	}

	private static int status(ErrorCode code) {
		if (BAD_REQUEST.contains(code)) {
			return 400;
		}
		return switch (code) {
			case AUTH_001 -> 401;
			case AUTH_002 -> 403;
			case PLAN_007 -> 404;
			case CONN_006 -> 503;
			case COPY_005 -> 500;
			default -> (code.exitStatus() != ExitStatus.FAILED || ofTheState(code)) ? 409 : 500;
		};
	}

	/** What another moment, or an operator, may change. */
	private static boolean ofTheState(ErrorCode code) {
		return code.name().startsWith("CUT_") || code.name().startsWith("SYNC_") || code.name().startsWith("SCHEMA_")
				|| code == ErrorCode.ROLL_002;
	}

	byte[] json() {
		return ProgressJson.indented(this).getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * One thing that refuses a plan.
	 *
	 * @param code its code
	 * @param level error, warning or info
	 * @param object the object, or the place in the plan
	 * @param line the line of the plan, or {@code null}
	 * @param column the column there, or {@code null}
	 * @param message what was found
	 * @param hint what to do, or empty
	 */
	record Found(String code, String level, String object, @Nullable Integer line, @Nullable Integer column,
			String message, String hint) {

		static Found of(Finding finding) {
			return new Found(finding.code().name(), finding.level().name().toLowerCase(Locale.ROOT), finding.object(),
					null, null, finding.message(), finding.hint());
		}

		static Found of(PlanMistake mistake) {
			String hint = mistake.hint();
			return new Found(ErrorCode.PLAN_001.name(), "error", mistake.path(), mistake.line(), mistake.column(),
					mistake.message(), (hint == null) ? "" : hint);
		}

	}

}
