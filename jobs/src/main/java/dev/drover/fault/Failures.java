package dev.drover.fault;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Puts failures of databases, files and the JVM into Drover's words. What an engine says
 * is recognised by its SQLSTATE, or by its text where the engine has no states.
 */
public final class Failures {

	/** The longest fitting beginning of a SQLSTATE decides. */
	private static final Map<String, ErrorCode> STATES = Map.ofEntries(Map.entry("08", ErrorCode.CONN_004),
			Map.entry("57P", ErrorCode.CONN_004), Map.entry("25P03", ErrorCode.CONN_004),
			Map.entry("25P04", ErrorCode.CONN_004), Map.entry("90067", ErrorCode.CONN_004),
			Map.entry("90098", ErrorCode.CONN_004), Map.entry("90121", ErrorCode.CONN_004),
			Map.entry("90135", ErrorCode.CONN_004), Map.entry("28", ErrorCode.CONN_002),
			Map.entry("3D", ErrorCode.CONN_003), Map.entry("90146", ErrorCode.CONN_003),
			Map.entry("42501", ErrorCode.PERM_001), Map.entry("90096", ErrorCode.PERM_001),
			Map.entry("90040", ErrorCode.PERM_001), Map.entry("25006", ErrorCode.PERM_002),
			Map.entry("90097", ErrorCode.PERM_002), Map.entry("53100", ErrorCode.DISK_001),
			Map.entry("53200", ErrorCode.MEM_001), Map.entry("90108", ErrorCode.MEM_001),
			Map.entry("53300", ErrorCode.CONN_001), Map.entry("57014", ErrorCode.TIME_001),
			Map.entry("55P03", ErrorCode.TIME_001), Map.entry("40P01", ErrorCode.TIME_001),
			Map.entry("40001", ErrorCode.TIME_001), Map.entry("50200", ErrorCode.TIME_001),
			Map.entry("HYT00", ErrorCode.TIME_001), Map.entry("58", ErrorCode.DISK_002),
			Map.entry("XX001", ErrorCode.DISK_002), Map.entry("XX002", ErrorCode.DISK_002),
			Map.entry("90028", ErrorCode.DISK_002), Map.entry("90030", ErrorCode.DISK_002),
			Map.entry("90031", ErrorCode.DISK_002), Map.entry("22", ErrorCode.DATA_002),
			Map.entry("42P01", ErrorCode.SCHEMA_008), Map.entry("42703", ErrorCode.SCHEMA_008),
			Map.entry("42S02", ErrorCode.SCHEMA_008), Map.entry("42S22", ErrorCode.SCHEMA_008));

	/** What stands in the message of engines and systems without states. */
	private static final Map<String, ErrorCode> TEXTS = Map.ofEntries(Map.entry("[SQLITE_FULL]", ErrorCode.DISK_001),
			Map.entry("[SQLITE_READONLY", ErrorCode.PERM_002), Map.entry("[SQLITE_PERM]", ErrorCode.PERM_001),
			Map.entry("[SQLITE_AUTH]", ErrorCode.PERM_001), Map.entry("[SQLITE_BUSY", ErrorCode.TIME_001),
			Map.entry("[SQLITE_LOCKED", ErrorCode.TIME_001), Map.entry("[SQLITE_NOMEM]", ErrorCode.MEM_001),
			Map.entry("Out of memory", ErrorCode.MEM_001), Map.entry("[SQLITE_IOERR", ErrorCode.DISK_002),
			Map.entry("[SQLITE_CANTOPEN", ErrorCode.DISK_002), Map.entry("[SQLITE_CORRUPT", ErrorCode.DISK_002),
			Map.entry("[SQLITE_NOTADB]", ErrorCode.DISK_002),
			Map.entry("[SQLITE_ERROR] SQL error or missing database (no such table", ErrorCode.SCHEMA_008),
			Map.entry("[SQLITE_ERROR] SQL error or missing database (no such column", ErrorCode.SCHEMA_008));

	/**
	 * MySQL has no SQLSTATE of their own for these; other engines have no such numbers.
	 */
	private static final Map<Integer, ErrorCode> MYSQL_NUMBERS = Map.ofEntries(Map.entry(1044, ErrorCode.PERM_001),
			Map.entry(1142, ErrorCode.PERM_001), Map.entry(1143, ErrorCode.PERM_001),
			Map.entry(1227, ErrorCode.PERM_001), Map.entry(1290, ErrorCode.PERM_002),
			Map.entry(1836, ErrorCode.PERM_002), Map.entry(1049, ErrorCode.CONN_003),
			Map.entry(1040, ErrorCode.CONN_001), Map.entry(1021, ErrorCode.DISK_001),
			Map.entry(1114, ErrorCode.DISK_001), Map.entry(1205, ErrorCode.TIME_001),
			Map.entry(1213, ErrorCode.TIME_001), Map.entry(1020, ErrorCode.TIME_001),
			Map.entry(1037, ErrorCode.MEM_001), Map.entry(1038, ErrorCode.MEM_001),
			Map.entry(1146, ErrorCode.SCHEMA_008), Map.entry(1412, ErrorCode.SCHEMA_008),
			Map.entry(1054, ErrorCode.SCHEMA_008));

	/** A full disk hides below whatever an engine makes of it. */
	private static final String NO_SPACE = "No space left on device";

	private static final String CUT = "before connection was unexpectedly lost";

	/** MySQL's driver puts whole stack traces into messages, behind this. */
	private static final String NESTED = "Nested Stack Trace:";

	/** What the same driver puts before the reason. */
	private static final Pattern WRAPPING = Pattern.compile("Unexpected Exception: [\\w.$]+ message given: ");

	private Failures() {
	}

	/**
	 * A database's failure.
	 * @param failure what was thrown
	 * @param database whose it is, as people read its name
	 * @param doing what was being done there, such as {@code copying table a}
	 * @param otherwise the code for what is not recognised
	 * @param next what to do next, or the empty string
	 */
	public static DroverException of(Throwable failure, String database, String doing, ErrorCode otherwise,
			String next) {
		ErrorCode code = code(failure).orElse(otherwise);
		String where = database + ", " + doing + ": ";
		if (code == ErrorCode.DISK_001) {
			return new DroverException(code, "the disk is full at " + where + NO_SPACE, "free space, then " + next,
					failure);
		}
		return new DroverException(code, where + reason(failure), next, failure);
	}

	/** What nobody has put into words before; never without a code. */
	public static DroverException unexpected(Throwable failure) {
		if (failure instanceof DroverException known) {
			return known;
		}
		ErrorCode fallback = (failure instanceof IOException || failure instanceof UncheckedIOException)
				? ErrorCode.DISK_002 : ErrorCode.COPY_005;
		ErrorCode code = code(failure).orElse(fallback);
		String what = (code == ErrorCode.COPY_005) ? failure.getClass().getSimpleName() + ": " : "";
		return new DroverException(code, what + reason(failure), "", failure);
	}

	/** The heap was too small for what a command has done; it has ended. */
	public static DroverException outOfMemory(OutOfMemoryError failure) {
		return new DroverException(ErrorCode.MEM_001,
				reason(failure) + ", -Xmx is " + (Runtime.getRuntime().maxMemory() >> 20) + " MB",
				"give more by DROVER_JAVA_OPTS=-Xmx…, then run the command again", failure);
	}

	/** The code of the first failure in the chain that is recognised. */
	public static Optional<ErrorCode> code(Throwable failure) {
		List<Throwable> chain = chain(failure);
		if (chain.stream().anyMatch((part) -> String.valueOf(part.getMessage()).contains(NO_SPACE))) {
			return Optional.of(ErrorCode.DISK_001);
		}
		return chain.stream()
			.map(Failures::ofOne)
			.flatMap(Optional::stream)
			.findFirst()
			.or(() -> chain.stream().anyMatch(Failures::isCut) ? Optional.of(ErrorCode.CONN_004) : Optional.empty());
	}

	/**
	 * MySQL's driver gives a line that is cut in the middle of a row no state, and may
	 * only tell of the cause in its text.
	 */
	private static boolean isCut(Throwable failure) {
		return failure instanceof EOFException || failure instanceof SocketException
				|| (failure instanceof SQLException && String.valueOf(failure.getMessage()).contains(CUT));
	}

	private static Optional<ErrorCode> ofOne(Throwable failure) {
		if (failure instanceof OutOfMemoryError) {
			return Optional.of(ErrorCode.MEM_001);
		}
		if (!(failure instanceof SQLException sql)) {
			return Optional.empty();
		}
		String message = String.valueOf(sql.getMessage());
		for (Map.Entry<String, ErrorCode> text : TEXTS.entrySet()) {
			if (message.startsWith(text.getKey())) {
				return Optional.of(text.getValue());
			}
		}
		String state = (sql.getSQLState() == null) ? "" : sql.getSQLState();
		ErrorCode number = state.isEmpty() ? null : MYSQL_NUMBERS.get(sql.getErrorCode());
		if (number != null) {
			return Optional.of(number);
		}
		for (int length = state.length(); length > 1; length--) {
			ErrorCode code = STATES.get(state.substring(0, length));
			if (code != null) {
				return Optional.of(code);
			}
		}
		return Optional.empty();
	}

	/** Causes, and the further exceptions of a batch. */
	private static List<Throwable> chain(Throwable failure) {
		Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		List<Throwable> chain = new ArrayList<>();
		Deque<Throwable> open = new ArrayDeque<>();
		open.add(failure);
		while (!open.isEmpty()) {
			Throwable next = open.removeFirst();
			if (seen.add(next)) {
				chain.add(next);
				if (next instanceof SQLException sql && sql.getNextException() != null) {
					open.add(sql.getNextException());
				}
				if (next.getCause() != null) {
					open.add(next.getCause());
				}
			}
		}
		return chain;
	}

	/** What the failure says, on one line. */
	public static String reason(Throwable failure) {
		String message = failure.getMessage();
		if (message == null || message.isBlank()) {
			return (failure.getCause() == null) ? failure.getClass().getSimpleName() : reason(failure.getCause());
		}
		int nested = message.indexOf(NESTED);
		String own = (nested > 0) ? message.substring(0, nested) : message;
		return WRAPPING.matcher(own).replaceAll("").strip().replaceAll("\\s*\\R\\s*", "; ");
	}

}
