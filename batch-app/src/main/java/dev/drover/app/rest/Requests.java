package dev.drover.app.rest;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

import dev.drover.app.operate.Wanted;
import dev.drover.fault.ErrorCode;
import dev.drover.job.RunOptions;
import dev.drover.job.Workers;

/**
 * What a request says beside its body. Strict, as a plan is read: what is not known is
 * refused, and never left out in silence.
 */
final class Requests {

	private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");

	private final MultiValueMap<String, String> parameters;

	private Requests(MultiValueMap<String, String> parameters) {
		this.parameters = parameters;
	}

	/**
	 * The parameters of its query.
	 * @param allowed those that there may be
	 */
	static Requests of(HttpServletRequest request, String... allowed) {
		@Nullable String query = request.getQueryString();
		MultiValueMap<String, String> given = UriComponentsBuilder.newInstance()
			.query((query == null) ? "" : query)
			.build()
			.getQueryParams();
		Set<String> unknown = new TreeSet<>(given.keySet());
		unknown.removeAll(Set.of(allowed));
		if (!unknown.isEmpty()) {
			throw wrong("the parameter " + shown(unknown.iterator().next()) + " is unknown, allowed are "
					+ ((allowed.length == 0) ? "none" : String.join(", ", allowed)));
		}
		return new Requests(given);
	}

	/** An id that a path names; files are called by it. */
	static String id(String given) {
		if (!ID.matcher(given).matches()) {
			throw new Refusal(Problem.of(404, ErrorCode.PLAN_007, "there is no migration " + shown(given),
					"drover status lists all"));
		}
		return given;
	}

	/** Who asks, for the history. */
	static String caller(HttpServletRequest request) {
		return "api@" + request.getRemoteAddr();
	}

	/** Why the server has no answer. */
	static String what(int status, HttpServletRequest request) {
		String call = request.getMethod() + " " + shown(request.getRequestURI());
		return switch (status) {
			case 404 -> call + " is not there";
			case 405 -> call + ": another method is wanted there";
			case 415 -> call + ": the content is " + shown(String.valueOf(request.getContentType()))
					+ ", allowed are application/json and application/yaml";
			default -> call + " is not understood";
		};
	}

	/** {@code force}, {@code until} and {@code workers}. */
	Wanted wanted() {
		return new Wanted(flag("force"), choice("until", RunOptions.Until.class), choice("workers", Workers.class));
	}

	boolean flag(String name) {
		@Nullable String value = one(name);
		if (value == null || value.equals("false")) {
			return false;
		}
		if (value.isEmpty() || value.equals("true")) {
			return true;
		}
		throw wrong(name + " is " + shown(value) + ", allowed are true and false");
	}

	private <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
		@Nullable String value = one(name);
		if (value == null) {
			return null;
		}
		List<E> choices = List.of(type.getEnumConstants());
		return choices.stream()
			.filter((choice) -> choice.name().toLowerCase(Locale.ROOT).equals(value))
			.findFirst()
			.orElseThrow(() -> wrong(name + " is " + shown(value) + ", allowed are "
					+ choices.stream()
						.map((choice) -> choice.name().toLowerCase(Locale.ROOT))
						.collect(Collectors.joining(", "))));
	}

	private @Nullable String one(String name) {
		List<String> values = this.parameters.getOrDefault(name, List.of());
		if (values.size() > 1) {
			throw wrong(name + " is given " + values.size() + " times, allowed is once");
		}
		if (values.isEmpty()) {
			return null;
		}
		// of a parameter without a value
		return Objects.requireNonNullElse(values.get(0), "");
	}

	static Refusal wrong(String what) {
		return new Refusal(Problem.of(400, ErrorCode.PLAN_011, what, "see docs/serve.md"));
	}

	/** Without what a terminal would obey, and bounded. */
	private static String shown(String text) {
		String bounded = (text.length() > 100) ? text.substring(0, 100) + "…" : text;
		return "'" + bounded.replaceAll("\\p{C}+", " ") + "'";
	}

}
