package dev.drover.app.remote;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import static org.awaitility.Awaitility.await;

/**
 * A line to a server on which nothing comes any more while it is silent: the process that
 * passes all on is suspended, and no end says that it stopped.
 */
final class SilentLine implements AutoCloseable {

	private final int port;

	private final Process process;

	SilentLine(String url, Path log) throws IOException {
		URI address = URI.create(url.replaceFirst("^jdbc:", ""));
		try (ServerSocket free = new ServerSocket(0)) {
			this.port = free.getLocalPort();
		}
		this.process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx64m",
				"-XX:TieredStopAtLevel=1", Path.of("..", "bench", "lib", "Delay.java").toString(),
				String.valueOf(this.port), address.getHost() + ":" + address.getPort(), "0")
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		await().atMost(Duration.ofMinutes(1)).until(this::takesLines);
	}

	private boolean takesLines() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress("127.0.0.1", this.port), 1000);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** The URL that goes through here. */
	String url(String url) {
		return url.replaceFirst("//[^/]*", "//127.0.0.1:" + this.port);
	}

	void beSilent() throws IOException, InterruptedException {
		Crew.signal(this.process, "STOP");
	}

	void speakAgain() throws IOException, InterruptedException {
		Crew.signal(this.process, "CONT");
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
