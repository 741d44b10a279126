package dev.drover.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.progress.ProgressListener;

/**
 * The file of {@code --log-file}: plain lines of progress with the date, whatever the
 * terminal shows.
 */
final class LogFile implements AutoCloseable {

	private final @Nullable PrintStream out;

	private final ProgressListener listener;

	private LogFile(@Nullable PrintStream out, Duration interval) {
		this.out = out;
		this.listener = (out == null) ? ProgressListener.NONE : new PlainLines(this::line, interval);
	}

	/** Opens the file for appending, or nothing if there is none. */
	static LogFile open(@Nullable Path file, Duration interval) {
		if (file == null) {
			return new LogFile(null, interval);
		}
		try {
			return new LogFile(
					new PrintStream(Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
							true, StandardCharsets.UTF_8),
					interval);
		}
		catch (IOException ex) {
			throw new DroverException(ErrorCode.PLAN_011, "the log file " + file + " can't be written",
					"give another --log-file", ex);
		}
	}

	ProgressListener listener() {
		return this.listener;
	}

	void line(String text) {
		if (this.out != null) {
			this.out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + text);
		}
	}

	@Override
	public void close() {
		if (this.out != null) {
			this.out.close();
		}
	}

}
