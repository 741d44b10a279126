package dev.drover.testserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own that ends with this JVM.
 */
final class ServerProcess {

	private static final int START_SECONDS = 180;

	private final Process process;

	private final Path work;

	private final Path log;

	private ServerProcess(Process process, Path work, Path log) {
		this.process = process;
		this.work = work;
		this.log = log;
	}

	/**
	 * Starts a server.
	 * @param work its own directory, deleted with it
	 * @param environment variables in addition to this JVM's
	 * @param command the command
	 * @param stopSignal the signal that ends it at once
	 */
	static ServerProcess start(Path work, Map<String, String> environment, List<String> command, String stopSignal)
			throws IOException {
		Path log = work.resolve("server.log");
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
		builder.environment().putAll(environment);
		ServerProcess server = new ServerProcess(builder.start(), work, log);
		Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(stopSignal)));
		return server;
	}

	static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	/** What the server has said so far. */
	String output() throws IOException {
		return new String(Files.readAllBytes(this.log), StandardCharsets.UTF_8);
	}

	/** Waits until the server says of itself that it is ready. */
	void await(Ready ready) throws IOException {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
		while (!ready.isReady()) {
			if (!this.process.isAlive() || System.nanoTime() > deadline) {
				throw new IOException("the server does not start:\n" + output());
			}
			pause();
		}
	}

	private static void pause() throws IOException {
		try {
			TimeUnit.MILLISECONDS.sleep(20);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted while a server starts", ex);
		}
	}

	/** Ends the server and leaves its files. */
	void end(String signal) throws IOException, InterruptedException {
		if (!this.process.isAlive()) {
			return;
		}
		// at once: an ordinary stop would wait for connections that this JVM still has
		new ProcessBuilder("kill", signal, String.valueOf(this.process.pid())).start().waitFor();
		if (!this.process.waitFor(5, TimeUnit.SECONDS)) {
			this.process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
		}
	}

	private void stop(String signal) {
		try {
			end(signal);
			ServerCache.delete(this.work);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			System.err.println("left behind: " + this.work + " (" + ex.getMessage() + ")");
		}
	}

	/** Whether the server is ready. */
	@FunctionalInterface
	interface Ready {

		boolean isReady() throws IOException;

	}

}
