package dev.drover.app.rest;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.drover.app.operate.Operations;
import dev.drover.app.operate.Serving;
import dev.drover.app.operate.Wanted;
import dev.drover.plan.Plan;

/**
 * Migrations, their reports and routes; and new ones.
 */
@RestController
class MigrationController {

	private static final String JSON = "application/json";

	private static final String YAML = "application/yaml";

	private final Serving serving;

	MigrationController(Serving serving) {
		this.serving = serving;
	}

	private Operations operations(HttpServletRequest request) {
		Requests.of(request);
		return this.serving.operations(Requests.caller(request));
	}

	@GetMapping("/api/migrations")
	ResponseEntity<byte[]> all(HttpServletRequest request) {
		return Answers.json(operations(request).status());
	}

	@GetMapping("/api/migrations/{id}")
	ResponseEntity<byte[]> one(@PathVariable("id") String id, HttpServletRequest request) {
		return Answers.json(operations(request).status(id));
	}

	@GetMapping("/api/migrations/{id}/report")
	ResponseEntity<byte[]> report(@PathVariable("id") String id, HttpServletRequest request) {
		return Answers.json(operations(request).report(id));
	}

	@GetMapping("/api/routes")
	ResponseEntity<byte[]> routes(HttpServletRequest request) {
		return Answers.json(operations(request).routes());
	}

	@PostMapping(path = "/api/migrations", consumes = JSON)
	ResponseEntity<byte[]> runJson(HttpServletRequest request) throws IOException {
		return run(request, true);
	}

	@PostMapping(path = "/api/migrations", consumes = YAML)
	ResponseEntity<byte[]> runYaml(HttpServletRequest request) throws IOException {
		return run(request, false);
	}

	private ResponseEntity<byte[]> run(HttpServletRequest request, boolean json) throws IOException {
		Wanted wanted = Requests.of(request, "force", "until", "workers").wanted();
		Plan plan = this.serving.plan(PlanBody.text(request, json), "the plan");
		return Answers.accepted(this.serving.run(plan, wanted, Requests.caller(request)));
	}

}
