package dev.drover.app.rest;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.drover.app.operate.Serving;

/**
 * What an operator wants of a migration.
 */
@RestController
@RequestMapping("/api/migrations/{id}")
class CommandController {

	private static final String FORCE = "force";

	private final Serving serving;

	CommandController(Serving serving) {
		this.serving = serving;
	}

	@PostMapping("/restart")
	ResponseEntity<byte[]> restart(@PathVariable("id") String id, HttpServletRequest request) {
		return goOn(id, false, request);
	}

	@PostMapping("/resume")
	ResponseEntity<byte[]> resume(@PathVariable("id") String id, HttpServletRequest request) {
		return goOn(id, true, request);
	}

	private ResponseEntity<byte[]> goOn(String id, boolean resume, HttpServletRequest request) {
		Requests parameters = Requests.of(request, FORCE, "until", "workers");
		return Answers.of(this.serving.goOn(Requests.id(id), resume, parameters.wanted(), Requests.caller(request)));
	}

	@PostMapping("/stop")
	ResponseEntity<byte[]> stop(@PathVariable("id") String id, HttpServletRequest request) {
		Requests.of(request);
		return Answers.of(this.serving.halt(Requests.id(id), Requests.caller(request)));
	}

	@PostMapping("/pause")
	ResponseEntity<byte[]> pause(@PathVariable("id") String id, HttpServletRequest request) {
		Requests.of(request);
		return Answers.of(this.serving.pause(Requests.id(id), Requests.caller(request)));
	}

	@PostMapping("/cutover")
	ResponseEntity<byte[]> cutover(@PathVariable("id") String id, HttpServletRequest request) {
		boolean force = Requests.of(request, FORCE).flag(FORCE);
		return Answers.of(this.serving.cutover(Requests.id(id), force, Requests.caller(request)));
	}

	@PostMapping("/rollback")
	ResponseEntity<byte[]> rollback(@PathVariable("id") String id, HttpServletRequest request) {
		Requests.of(request);
		return Answers.of(this.serving.rollback(Requests.id(id), Requests.caller(request)));
	}

	@PostMapping("/finalize")
	ResponseEntity<byte[]> finish(@PathVariable("id") String id, HttpServletRequest request) {
		boolean force = Requests.of(request, FORCE).flag(FORCE);
		return Answers.of(this.serving.finish(Requests.id(id), force, Requests.caller(request)));
	}

}
