package dev.drover.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.ExitStatus;
import dev.drover.fault.Failures;
import dev.drover.fault.RefusedException;
import dev.drover.plan.Secrets;

/**
 * Where the stack traces of failures land, so that the console needs one line only.
 *
 * @param file the file; made when the first failure is written
 * @param limit bytes from which on the file is moved aside, in place of the one that was
 * moved before
 */
public record FailureLog(Path file, long limit) {

	private static final long LIMIT = 5L * 1024 * 1024;

	/** The file that the operator named; how large it grows is the operator's affair. */
	public static FailureLog in(Path file) {
		return new FailureLog(file, Long.MAX_VALUE);
	}

	/** The one in a data directory. */
	public static FailureLog of(Path dataDir) {
		return new FailureLog(dataDir.resolve("logs").resolve("drover.log"), LIMIT);
	}

	/**
	 * Writes a failure down where its message alone is not enough to find the cause.
	 * @return what the console should say: the message, and where the rest is
	 */
	public String keep(DroverException failure) {
		String message = String.valueOf(failure.getMessage());
		if (!unexpected(failure)) {
			return message;
		}
		try {
			write(failure);
			return message + "; stack trace in " + this.file;
		}
		catch (IOException ex) {
			return message + "; its stack trace can't be written to " + this.file + ": " + Failures.reason(ex);
		}
	}

	private static boolean unexpected(DroverException failure) {
		return failure.code() == ErrorCode.COPY_005 || (!(failure instanceof RefusedException)
				&& failure.code().exitStatus() == ExitStatus.FAILED && failure.getCause() != null);
	}

	private void write(DroverException failure) throws IOException {
		Path directory = this.file.toAbsolutePath().getParent();
		if (directory != null) {
			Files.createDirectories(directory);
		}
		if (Files.exists(this.file) && Files.size(this.file) >= this.limit) {
			Files.move(this.file, this.file.resolveSibling(this.file.getFileName() + ".1"),
					StandardCopyOption.REPLACE_EXISTING);
		}
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text, true));
		Files.writeString(this.file, Instant.now().truncatedTo(ChronoUnit.SECONDS) + " "
				+ text.toString().lines().map(Secrets::withoutUrlSecrets).collect(Collectors.joining("\n", "", "\n")),
				StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

}
