package dev.drover.app.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

import dev.drover.progress.ProgressListener;

/**
 * Where progress is shown.
 *
 * @param out the stream
 * @param terminal what is at its other end
 */
record ProgressView(PrintStream out, Terminal terminal) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

	/** Bars on a terminal, plain lines elsewhere. */
	ProgressListener follow(Duration interval) {
		return this.terminal.live() ? new LiveBars(this.out, this.terminal)
				: new PlainLines((line) -> this.out.println(TIME.format(LocalTime.now()) + " " + line), interval);
	}

}
