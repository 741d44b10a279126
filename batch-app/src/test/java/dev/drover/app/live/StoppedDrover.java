package dev.drover.app.live;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A process of Drover that stands still at a point, with all its threads, as if its
 * machine were paused.
 */
final class StoppedDrover {

	private final Process process;

	private final Path output;

	private StoppedDrover(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	/** Starts a command, and waits until it stands still. */
	static StoppedDrover at(String point, LiveMove move, String... words) throws Exception {
		Path output = Files.createTempFile(Path.of(move.plan()).getParent(), "stopped", ".log");
		StoppedDrover drover = new StoppedDrover(
				move.drover().start(output, List.of("-Ddrover.test.stop-at=" + point), words), output);
		await().atMost(2, TimeUnit.MINUTES)
			.pollInterval(10, TimeUnit.MILLISECONDS)
			.until(() -> drover.stands() || !drover.process.isAlive());
		assertThat(drover.process.isAlive()).as("stands still at %s: %s", point, drover.said()).isTrue();
		return drover;
	}

	private boolean stands() throws Exception {
		Path stat = Path.of("/proc", String.valueOf(this.process.pid()), "stat");
		return Files.exists(stat) && Files.readString(stat).replaceFirst("^.*\\) ", "").startsWith("T");
	}

	/** Wakes it up, and waits for its end. */
	int wakesUpAndEnds() throws Exception {
		signal("-CONT");
		assertThat(this.process.waitFor(2, TimeUnit.MINUTES)).as(said()).isTrue();
		assertThat(said()).as("no stack trace").doesNotContain("\tat ");
		return this.process.exitValue();
	}

	long pid() {
		return this.process.pid();
	}

	/** Ends it while it stands still. */
	void isKilled() throws Exception {
		signal("-KILL");
		this.process.waitFor();
	}

	private void signal(String signal) throws Exception {
		new ProcessBuilder("kill", signal, String.valueOf(this.process.pid())).start().waitFor();
	}

	String said() throws Exception {
		return Files.readString(this.output);
	}

}
