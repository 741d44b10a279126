package dev.drover.plan;

import org.jspecify.annotations.Nullable;

/**
 * One migration as the operator wants it. Secrets are still references here; they are
 * resolved by {@link Secrets} where a connection is opened.
 *
 * @param id the migration's id, {@code [a-z0-9-]{1,64}}
 * @param description free text, may be empty
 * @param source where the rows come from
 * @param target where the rows go to
 * @param scope which tables
 * @param mapping names, types and values
 * @param strategy how the switch is made
 * @param data what becomes of the rows
 * @param failureHandling what happens when a limit has passed
 * @param copy parallelism and chunk bounds
 * @param verify how much is compared
 * @param cutover who gives the word, and the switch's bounds
 * @param limits limits that trigger {@code failureHandling}
 * @param hooks what is called around changes of the owner
 * @param throttle how much is asked of both databases at most
 */
public record Plan(String id, String description, EndpointSpec source, EndpointSpec target, Scope scope,
		Mapping mapping, Strategy strategy, DataTransfer data, FailureHandling failureHandling, CopySettings copy,
		VerifySettings verify, CutoverSettings cutover, Limits limits, Hooks hooks, ThrottleSettings throttle) {

	/** Without hooks and throttle. */
	public Plan(String id, String description, EndpointSpec source, EndpointSpec target, Scope scope, Mapping mapping,
			Strategy strategy, DataTransfer data, FailureHandling failureHandling, CopySettings copy,
			VerifySettings verify, CutoverSettings cutover, Limits limits) {
		this(id, description, source, target, scope, mapping, strategy, data, failureHandling, copy, verify, cutover,
				limits, Hooks.NONE, ThrottleSettings.NONE);
	}

	/** The same plan under another id. */
	public Plan withId(String otherId) {
		return new Plan(PlanReader.requireId(otherId), this.description, this.source, this.target, this.scope,
				this.mapping, this.strategy, this.data, this.failureHandling, this.copy, this.verify, this.cutover,
				this.limits, this.hooks, this.throttle);
	}

	/**
	 * The same plan compared otherwise.
	 * @param level the level, or {@code null} for the plan's, if it has one; what is to
	 * be repaired is compared row by row at least
	 * @param repair whether differences are mended
	 */
	public Plan comparing(VerifySettings.@Nullable Level level, boolean repair) {
		VerifySettings.Level planned = this.verify.level();
		// a plan whose job compares nothing says nothing of a comparison that is asked
		// for
		VerifySettings.Level asked = (level != null) ? level
				: (planned == VerifySettings.Level.NONE) ? VerifySettings.Level.HASH : planned;
		VerifySettings compared = new VerifySettings(
				(repair && asked.compareTo(VerifySettings.Level.HASH) < 0) ? VerifySettings.Level.HASH : asked,
				this.verify.samplePercentage(), repair);
		return new Plan(this.id, this.description, this.source, this.target, this.scope, this.mapping, this.strategy,
				this.data, this.failureHandling, this.copy, compared, this.cutover, this.limits, this.hooks,
				this.throttle);
	}

}
