package dev.drover.app.rest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

import dev.drover.fault.ErrorCode;

/**
 * A plan that comes as the body of a request: bounded, UTF-8, and JSON where it says so.
 */
final class PlanBody {

	private static final int MOST_BYTES = 1024 * 1024;

	private static final JsonMapper JSON = new JsonMapper();

	private PlanBody() {
	}

	static String text(HttpServletRequest request, boolean json) throws IOException {
		if (request.getContentLengthLong() > MOST_BYTES) {
			throw tooLarge();
		}
		byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
		if (body.length > MOST_BYTES) {
			throw tooLarge();
		}
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
			if (json) {
				JSON.readTree(text);
				// none is within a string of JSON, and YAML takes none before a line
				return text.replace('\t', ' ');
			}
			return text;
		}
		catch (CharacterCodingException ex) {
			throw new Refusal(Problem.of(400, ErrorCode.PLAN_002, "the plan is not UTF-8 text", "send it as UTF-8"));
		}
		catch (JacksonException ex) {
			// its message may show a part of the plan, which may be a password
			TokenStreamLocation at = ex.getLocation();
			throw new Refusal(Problem.of(400, ErrorCode.PLAN_002,
					"the plan is not valid JSON"
							+ ((at == null) ? "" : ", seen at line " + at.getLineNr() + ", column " + at.getColumnNr()),
					"correct it, or send YAML as application/yaml"));
		}
	}

	private static Refusal tooLarge() {
		return new Refusal(Problem.of(413, ErrorCode.PLAN_002, "the plan is larger than the 1 MiB allowed", ""));
	}

}
