package dev.drover.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import dev.drover.plan.Mapping.ValueHazard;
import dev.drover.plan.Mapping.ValuePolicy;
import org.jspecify.annotations.Nullable;

/**
 * The one text of a plan: all keys in a fixed order with the defaults filled in,
 * references unresolved. {@link PlanReader} reads an equal plan from it. The ledger
 * stores it and tells a changed plan by its fingerprint, so that what it writes for a
 * plan must not change between releases.
 */
public final class PlanText {

	private PlanText() {
	}

	public static String of(Plan plan) {
		StringBuilder text = new StringBuilder();
		sections(plan).forEach((key, value) -> {
			text.append(key).append(": ");
			FlowText.append(text, value);
			text.append('\n');
		});
		return text.toString();
	}

	/** SHA-256 of the text, in hexadecimal digits. */
	public static String fingerprint(Plan plan) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			return HexFormat.of().formatHex(digest.digest(of(plan).getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

	private static Map<String, Object> sections(Plan plan) {
		return mapping("id", plan.id(), "description", plan.description(), "source", endpoint(plan.source()), "target",
				endpoint(plan.target()), "scope", scope(plan.scope()), "mapping", mapping(plan.mapping()), "strategy",
				strategy(plan.strategy()), "data",
				mapping("type", plan.data().type(), "replace", plan.data().replace(), "without_key",
						(plan.data().withoutKey() == DataTransfer.WithoutKey.REFUSE) ? null : plan.data().withoutKey()),
				"failure_handling", failureHandling(plan.failureHandling()), "copy", copy(plan.copy()), "verify",
				verify(plan.verify()), "cutover", cutover(plan.cutover()), "limits", limits(plan.limits()), "hooks",
				plan.hooks().at().isEmpty() ? null : hooks(plan.hooks()), "throttle",
				plan.throttle().equals(ThrottleSettings.NONE) ? null : throttle(plan.throttle()));
	}

	private static Map<String, Object> endpoint(EndpointSpec endpoint) {
		return mapping("name", endpoint.name(), "url", endpoint.url(), "user", endpoint.user(), "password",
				endpoint.password());
	}

	private static Map<String, Object> scope(Scope scope) {
		Scope.Tenant tenant = scope.tenant();
		return mapping("tables", mapping("include", scope.include(), "exclude", scope.exclude()), "tenant",
				(tenant != null) ? mapping("column", tenant.column(), "value", tenant.value()) : null);
	}

	private static Map<String, Object> mapping(Mapping mapping) {
		Map<String, Object> columns = new TreeMap<>();
		mapping.columns()
			.forEach((column, wish) -> columns.put(column, mapping("type", wish.type(), "values",
					wish.values().isEmpty() ? null : policies(wish.values()), "decode", wish.decode())));
		return mapping("names", mapping.names(), "types", new TreeMap<>(mapping.types()), "values",
				policies(mapping.values()), "columns", columns.isEmpty() ? null : columns);
	}

	private static Map<String, Object> policies(Map<ValueHazard, ValuePolicy> policies) {
		Map<String, Object> values = new LinkedHashMap<>();
		Arrays.stream(ValueHazard.values())
			.filter(policies::containsKey)
			.forEach((hazard) -> values.put(Value.nameOf(hazard), policies.get(hazard)));
		return values;
	}

	private static Map<String, Object> failureHandling(FailureHandling handling) {
		boolean retries = handling.type() == FailureHandling.Type.RETRY_THEN_ALL;
		return mapping("type", handling.type(), "retry_count", retries ? handling.retryCount() : null);
	}

	private static Map<String, Object> copy(CopySettings copy) {
		return mapping("parallelism", copy.parallelism(), "chunk_rows", copy.chunkRows(), "chunk_bytes",
				Amounts.text(copy.chunkBytes()));
	}

	private static Map<String, Object> verify(VerifySettings verify) {
		return mapping("level", verify.level(), "sample_percentage", verify.samplePercentage(), "repair",
				verify.repair());
	}

	private static Map<String, Object> cutover(CutoverSettings cutover) {
		return mapping("gate", cutover.gate(), "timeout", Amounts.text(cutover.timeout()), "max_lag", cutover.maxLag(),
				"reverse", cutover.reverse());
	}

	private static Map<String, Object> limits(Limits limits) {
		return mapping("max_errors", limits.maxErrors(), "max_validation_failures", limits.maxValidationFailures(),
				"max_sync_lag", Amounts.text(limits.maxSyncLag()), "max_time", Amounts.text(limits.maxTime()));
	}

	private static Map<String, Object> strategy(Strategy strategy) {
		Window window = strategy.window();
		if (window instanceof Window.Daily daily) {
			return mapping("type", strategy.type(), "start", daily.start().toString(), "end", daily.end().toString(),
					"zone", daily.zone().getId());
		}
		if (window instanceof Window.Once once) {
			return mapping("type", strategy.type(), "start", once.start().toString(), "end", once.end().toString());
		}
		return mapping("type", strategy.type());
	}

	private static Map<String, Object> throttle(ThrottleSettings throttle) {
		return mapping("rows_per_second", throttle.rowsPerSecond(), "mb_per_second", throttle.mbPerSecond(),
				"max_source_load", throttle.maxSourceLoad());
	}

	private static Map<String, Object> hooks(Hooks hooks) {
		Map<String, Object> all = new LinkedHashMap<>();
		for (Hooks.Moment moment : Hooks.Moment.values()) {
			hooks.of(moment)
				.ifPresent((hook) -> all.put(moment.text(),
						mapping("command", hook.command().isEmpty() ? null : hook.command(), "url", hook.url(),
								"timeout", Amounts.text(hook.timeout()))));
		}
		return all;
	}

	/** Keys and values in turn; a key whose value is {@code null} is left out. */
	private static Map<String, Object> mapping(@Nullable Object... keysAndValues) {
		Map<String, Object> mapping = new LinkedHashMap<>();
		for (int i = 0; i < keysAndValues.length; i += 2) {
			Object value = keysAndValues[i + 1];
			if (value != null) {
				mapping.put(String.valueOf(keysAndValues[i]), value);
			}
		}
		return mapping;
	}

}
