package dev.drover.job;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;
import dev.drover.fault.RefusedException;

/**
 * Says over HTTP how a worker is. It answers with what it knows and asks nobody, so that
 * a control database that is away does not get a worker killed that copies on.
 */
final class HealthPort implements AutoCloseable {

	private static final String TEXT = "text/plain; charset=utf-8";

	private final @Nullable HttpServer server;

	private HealthPort(@Nullable HttpServer server) {
		this.server = server;
	}

	static HealthPort open(@Nullable Integer port, Worker worker) {
		if (port == null) {
			return new HealthPort(null);
		}
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
			server.createContext("/health", (exchange) -> answer(exchange, 200, "alive\n"));
			server.createContext("/ready", (exchange) -> answer(exchange, worker.ready() ? 200 : 503,
					worker.ready() ? "ready\n" : "takes nothing: draining, or the control database does not answer\n"));
			server.createContext("/metrics", (exchange) -> answer(exchange, 200, metrics(worker)));
			server.start();
			return new HealthPort(server);
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new RefusedException(new DroverException(ErrorCode.PLAN_011,
					"--health-port " + port + " can't be opened: " + Failures.reason(ex), "choose another one", ex),
					"--health-port");
		}
	}

	private static String metrics(Worker worker) {
		return "# TYPE drover_worker_ready gauge\ndrover_worker_ready " + (worker.ready() ? 1 : 0)
				+ "\n# TYPE drover_worker_partitions gauge\ndrover_worker_partitions " + worker.busy()
				+ "\n# TYPE drover_worker_partitions_left_total counter\ndrover_worker_partitions_left_total "
				+ worker.left() + "\n# TYPE drover_worker_silent_seconds gauge\ndrover_worker_silent_seconds "
				+ worker.silentMillis() / 1000.0 + "\n";
	}

	private static void answer(HttpExchange exchange, int status, String text) throws IOException {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		try (exchange) {
			exchange.getResponseHeaders().set("Content-Type", TEXT);
			exchange.sendResponseHeaders(status, body.length);
			exchange.getResponseBody().write(body);
		}
	}

	@Override
	public void close() {
		if (this.server != null) {
			this.server.stop(0);
		}
	}

}
