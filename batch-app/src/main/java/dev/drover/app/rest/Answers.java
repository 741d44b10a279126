package dev.drover.app.rest;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import dev.drover.app.operate.Answered;
import dev.drover.progress.Progress;
import dev.drover.progress.ProgressJson;

/**
 * What goes over the line.
 */
final class Answers {

	private Answers() {
	}

	/** The very object that the command line prints. */
	static ResponseEntity<byte[]> json(Object value) {
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(bytes(value));
	}

	/** Work goes on in this process; the migration says how far it is. */
	static ResponseEntity<byte[]> accepted(Progress progress) {
		return ResponseEntity.accepted()
			.location(URI.create("/api/migrations/" + progress.id()))
			.contentType(MediaType.APPLICATION_JSON)
			.body(bytes(progress));
	}

	static ResponseEntity<byte[]> of(Answered answered) {
		return answered.done() ? json(answered.progress()) : accepted(answered.progress());
	}

	static ResponseEntity<byte[]> problem(Problem problem, HttpHeaders headers) {
		return ResponseEntity.status(problem.status())
			.headers(headers)
			.contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
			.body(problem.json());
	}

	/** The same from a filter. */
	static void write(Problem problem, HttpServletResponse response) throws IOException {
		byte[] body = problem.json();
		response.setStatus(problem.status());
		response.setContentType(Problem.MEDIA_TYPE);
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

	private static byte[] bytes(Object value) {
		return ProgressJson.indented(value).getBytes(StandardCharsets.UTF_8);
	}

}
