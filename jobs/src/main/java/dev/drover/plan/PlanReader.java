package dev.drover.plan;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;

/**
 * Reads a plan from YAML or JSON. Strict: it reports all mistakes of a file together and
 * never repairs one.
 */
public final class PlanReader {

	private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");

	private final EndpointReader endpoints;

	/**
	 * Creates a reader for the operator's plans.
	 * @param environment the variables that the plan's references may name
	 */
	public PlanReader(Map<String, String> environment) {
		this(new EndpointReader(Map.copyOf(environment)));
	}

	private PlanReader(EndpointReader endpoints) {
		this.endpoints = endpoints;
	}

	/**
	 * A reader for plans that were accepted before: their secrets need not be at hand
	 * where a plan is only looked at.
	 */
	public static PlanReader ofAcceptedPlans() {
		return new PlanReader(new EndpointReader(null));
	}

	/**
	 * Reads a file.
	 * @param file the plan file
	 * @return the plan
	 * @throws PlanMistakesException if the plan has mistakes
	 * @throws DroverException if the file can't be read
	 */
	public Plan read(Path file) {
		return read(PlanFile.text(file), file.toString());
	}

	/**
	 * Reads a text.
	 * @param text YAML or JSON
	 * @param sourceName how messages call the text
	 * @return the plan
	 * @throws PlanMistakesException if the plan has mistakes
	 */
	public Plan read(String text, String sourceName) {
		Mistakes mistakes = new Mistakes(sourceName);
		Value root = new Value("", new PlanDocument(text, mistakes).root(), mistakes);
		Plan plan = plan(root.section("id", "description", "source", "target", "scope", "mapping", "strategy", "data",
				"failure_handling", "copy", "verify", "cutover", "limits", "hooks", "throttle"));
		mistakes.refuseIfAny();
		return plan;
	}

	private Plan plan(Section plan) {
		Strategy strategy = StrategyReader.read(plan);
		return new Plan(plan.required("id", "", PlanReader::id), plan.read("description", "", Value::text),
				this.endpoints.read(plan, "source"), this.endpoints.read(plan, "target"), ScopeReader.read(plan),
				MappingReader.read(plan), strategy, SettingsReader.data(plan), FailureHandlingReader.read(plan),
				SettingsReader.copy(plan), SettingsReader.verify(plan), SettingsReader.cutover(plan, strategy),
				SettingsReader.limits(plan), new HooksReader(this.endpoints).read(plan), SettingsReader.throttle(plan));
	}

	/**
	 * An id that was given outside of a plan.
	 * @throws DroverException PLAN_011 if it can't be one
	 */
	static String requireId(String id) {
		if (!ID.matcher(id).matches()) {
			throw new DroverException(ErrorCode.PLAN_011,
					"the id is " + Mistakes.shown(id) + ", allowed are 1 to 64 of a-z, 0-9 and '-'",
					"give another --id");
		}
		return id;
	}

	private static @Nullable String id(Value value) {
		String id = value.text();
		return (id == null || ID.matcher(id).matches()) ? id
				: value.mistake("seen " + Mistakes.shown(id) + ", allowed are 1 to 64 of a-z, 0-9 and '-'", null);
	}

}
