package dev.drover.app.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

import dev.drover.fault.ErrorCode;

/**
 * Answers what does not get as far as the API, such as a path that can't be decoded. Made
 * by the server, by its name.
 */
public final class ProblemValve extends ErrorReportValve {

	@Override
	protected void report(Request request, Response response, @Nullable Throwable failure) {
		int status = response.getStatus();
		if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		Problem problem = (status < 500)
				? Problem.of(status, ErrorCode.PLAN_011, "the request is not one of HTTP, or too large", "")
				: Problem.of(status, ErrorCode.COPY_005, "the request could not be answered", "");
		try {
			response.setContentType(Problem.MEDIA_TYPE);
			response.setCharacterEncoding(StandardCharsets.UTF_8.name());
			response.getReporter().write(new String(problem.json(), StandardCharsets.UTF_8));
			response.finishResponse();
		}
		catch (IOException | IllegalStateException ex) {
			getContainer().getLogger().debug("nobody hears the answer", ex);
		}
	}

}
