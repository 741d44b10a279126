package dev.drover.cutover;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a command. Its output is read to the end, so that it never waits for a reader, and
 * only the beginning is kept.
 *
 * @param command the command and its arguments
 * @param timeout how long it may take; then it is ended with all that it has started
 */
record CommandHook(List<String> command, Duration timeout) {

	/** For what comes after the end: others may still hold the output open. */
	private static final long LAST_MILLIS = 1_000;

	HookAnswer call(HookEvent event) {
		Process process;
		try {
			ProcessBuilder builder = new ProcessBuilder(this.command).redirectErrorStream(true);
			builder.environment().putAll(variables(event));
			process = builder.start();
			process.getOutputStream().close();
		}
		catch (IOException ex) {
			return new HookAnswer(false, "it can't be started", String.valueOf(ex.getMessage()));
		}
		Output output = new Output(process.getInputStream());
		try {
			boolean ended = process.waitFor(this.timeout.toMillis(), TimeUnit.MILLISECONDS);
			if (!ended) {
				end(process);
			}
			output.join(LAST_MILLIS);
			return ended ? new HookAnswer(process.exitValue() == 0, "exit status " + process.exitValue(), output.text())
					: HookCall.late(this.timeout, output.text());
		}
		catch (InterruptedException ex) {
			end(process);
			Thread.currentThread().interrupt();
			return new HookAnswer(false, "it was interrupted", output.text());
		}
	}

	private static Map<String, String> variables(HookEvent event) {
		return Map.of("DROVER_HOOK", event.hook(), "DROVER_HOOK_ID", event.id(), "DROVER_HOOK_FROM", event.from(),
				"DROVER_HOOK_TO", event.to(), "DROVER_HOOK_EPOCH", String.valueOf(event.epoch()));
	}

	/**
	 * From the top: a shell that outlives what it waits for would begin its next command.
	 */
	private static void end(Process process) {
		List<ProcessHandle> below = process.descendants().toList();
		process.destroyForcibly();
		below.forEach(ProcessHandle::destroyForcibly);
	}

	/** Reads what a process writes. */
	private static final class Output extends Thread {

		private final InputStream from;

		// guarded by itself
		private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

		Output(InputStream from) {
			super("hook output");
			this.from = from;
			setDaemon(true);
			start();
		}

		@Override
		public void run() {
			byte[] some = new byte[1024];
			try (this.from) {
				for (int read = this.from.read(some); read >= 0; read = this.from.read(some)) {
					synchronized (this.kept) {
						this.kept.write(some, 0, Math.max(0, Math.min(read, HookCall.KEPT_BYTES - this.kept.size())));
					}
				}
			}
			catch (IOException ex) {
				synchronized (this.kept) {
					this.kept.writeBytes((" (the rest could not be read: " + ex.getMessage() + ")")
						.getBytes(StandardCharsets.UTF_8));
				}
			}
		}

		String text() {
			synchronized (this.kept) {
				return this.kept.toString(StandardCharsets.UTF_8);
			}
		}

	}

}
