package dev.drover.cutover;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import dev.drover.progress.ProgressJson;

/**
 * Posts what happens to a URL. Well is any status from 200 to 299; a redirect is not
 * followed.
 *
 * @param url the URL; it may hold a secret, so that it is in no message
 * @param timeout how long all of it may take
 */
record HttpHook(String url, Duration timeout) {

	HookAnswer call(HookEvent event) {
		Body body = new Body();
		CompletableFuture<HttpResponse<Void>> asked;
		try {
			HttpRequest request = HttpRequest.newBuilder(URI.create(this.url))
				.header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString(ProgressJson.compact(event)))
				.build();
			asked = HttpClient.newBuilder()
				.connectTimeout(this.timeout)
				.build()
				.sendAsync(request, HttpResponse.BodyHandlers.ofByteArrayConsumer(body));
		}
		catch (IllegalArgumentException ex) {
			return new HookAnswer(false, "its URL is not one that can be called", "");
		}
		try {
			int status = asked.get(this.timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
			return new HookAnswer(status / 100 == 2, "HTTP status " + status, body.text());
		}
		catch (TimeoutException ex) {
			asked.cancel(true);
			return HookCall.late(this.timeout, body.text());
		}
		catch (ExecutionException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			return new HookAnswer(false, "no answer", cause.getClass().getSimpleName());
		}
		catch (InterruptedException ex) {
			asked.cancel(true);
			Thread.currentThread().interrupt();
			return new HookAnswer(false, "it was interrupted", body.text());
		}
	}

	/** Keeps the beginning of an answer. */
	private static final class Body implements Consumer<Optional<byte[]>> {

		// guarded by itself
		private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

		@Override
		public void accept(Optional<byte[]> part) {
			synchronized (this.kept) {
				part.ifPresent((bytes) -> this.kept.write(bytes, 0,
						Math.min(bytes.length, HookCall.KEPT_BYTES - this.kept.size())));
			}
		}

		String text() {
			synchronized (this.kept) {
				return this.kept.toString(StandardCharsets.UTF_8);
			}
		}

	}

}
