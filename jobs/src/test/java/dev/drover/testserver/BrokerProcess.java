package dev.drover.testserver;

import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import static org.awaitility.Awaitility.await;

/**
 * A {@link Broker} in a process of its own, so that it can be killed.
 */
public final class BrokerProcess implements AutoCloseable {

	private final Path directory;

	private final int port;

	private Process process;

	private BrokerProcess(Path directory, int port) throws IOException {
		this.directory = directory;
		this.port = port;
		this.process = started();
	}

	/** Starts one that keeps its files in a directory. */
	public static BrokerProcess start(Path directory) throws IOException {
		return new BrokerProcess(directory, Broker.freePort());
	}

	private Process started() throws IOException {
		Process begun = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
				Broker.class.getName(), this.directory.toString(), String.valueOf(this.port))
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(new File(this.directory + ".log")))
			.start();
		await().atMost(Duration.ofMinutes(1)).until(() -> !begun.isAlive() || answers());
		if (!begun.isAlive()) {
			throw new IllegalStateException("the broker does not start, see " + this.directory + ".log");
		}
		return begun;
	}

	private boolean answers() {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** What tells Drover of it. */
	public Map<String, String> environment() {
		return Broker.environment("tcp://127.0.0.1:" + this.port);
	}

	/** By SIGKILL: it says nothing to anybody. */
	public void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	/** On the same port, and without what it had. */
	public void startAgain() throws IOException {
		this.process = started();
	}

	@Override
	public void close() throws InterruptedException {
		kill();
	}

}
