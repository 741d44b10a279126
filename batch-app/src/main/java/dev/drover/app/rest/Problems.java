package dev.drover.app.rest;

import java.util.EnumSet;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import dev.drover.app.operate.Serving;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;

/**
 * Makes a problem of whatever goes wrong with a request.
 */
@RestControllerAdvice
class Problems {

	/** No use case but those of the control database lets these through. */
	private static final Set<ErrorCode> LOST = EnumSet.of(ErrorCode.CONN_001, ErrorCode.CONN_004);

	private final Serving serving;

	Problems(Serving serving) {
		this.serving = serving;
	}

	@ExceptionHandler
	ResponseEntity<byte[]> refused(Refusal refusal) {
		return Answers.problem(refusal.problem(), HttpHeaders.EMPTY);
	}

	@ExceptionHandler
	ResponseEntity<byte[]> failed(DroverException failure) {
		Problem problem = Problem.of(failure);
		if (problem.status() == 500) {
			this.serving.failed(failure);
		}
		return Answers.problem(problem, HttpHeaders.EMPTY);
	}

	/** No such path, another method, another type of content. */
	@ExceptionHandler
	ResponseEntity<byte[]> other(Exception failure, HttpServletRequest request) {
		if (failure instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()) {
			int status = response.getStatusCode().value();
			return Answers.problem(
					Problem.of(status, ErrorCode.PLAN_011, Requests.what(status, request), "see docs/serve.md"),
					response.getHeaders());
		}
		if (Failures.code(failure).filter(LOST::contains).isPresent()) {
			return Answers.problem(Problem.of(503, ErrorCode.CONN_006,
					"the control database was lost in the middle of an answer", "ask again"), HttpHeaders.EMPTY);
		}
		DroverException told = Failures.unexpected(failure);
		this.serving.failed(told);
		return Answers.problem(Problem.of(500, told), HttpHeaders.EMPTY);
	}

}
