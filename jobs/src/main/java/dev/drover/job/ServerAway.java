package dev.drover.job;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;
import dev.drover.fault.RefusedException;

/**
 * Tells what ends by itself once a server is back from what somebody has to mend.
 */
public final class ServerAway {

	private static final Set<ErrorCode> AWAY = EnumSet.of(ErrorCode.CONN_001, ErrorCode.CONN_004);

	private ServerAway() {
	}

	/** Whether an attempt has failed by nothing else. */
	static boolean is(DroverException failure) {
		if (failure instanceof RefusedException refused) {
			return refused.findings().stream().allMatch((finding) -> AWAY.contains(finding.code()));
		}
		return AWAY.contains(failure.code()) || failure.code() == ErrorCode.CONN_006;
	}

	/**
	 * Goes on with a migration that has begun.
	 * @throws DroverException CONN_004 in the place of CONN_001
	 */
	static Outcome whereBegun(String id, Supplier<Outcome> attempt) {
		try {
			return attempt.get();
		}
		catch (DroverException ex) {
			throw (ex.code() == ErrorCode.CONN_001)
					? new DroverException(ErrorCode.CONN_004, ex.what(), "drover restart " + id, ex) : ex;
		}
	}

	/**
	 * Opens the control database for whoever goes on with what is known there: while its
	 * server is away nobody knows that there is nothing to go on with.
	 * @throws DroverException CONN_006, of which the same command may be repeated
	 */
	public static <T> T whereKnown(Supplier<T> work) {
		try {
			return work.get();
		}
		catch (RefusedException ex) {
			throw (ex.code() == ErrorCode.CONN_006 && saidSo(ex.getCause()))
					? new DroverException(ex.code(), ex.what(), ex.hint(), ex) : ex;
		}
	}

	/** A URL for which there is no driver is not the driver's word. */
	private static boolean saidSo(@Nullable Throwable failure) {
		return failure != null && failure.getCause() instanceof SQLException driver
				&& Failures.code(driver).filter(AWAY::contains).isPresent();
	}

}
