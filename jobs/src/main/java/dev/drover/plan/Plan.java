package dev.drover.plan;

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
 */
public record Plan(String id, String description, EndpointSpec source, EndpointSpec target, Scope scope,
		Mapping mapping, Strategy strategy, DataTransfer data, FailureHandling failureHandling, CopySettings copy,
		VerifySettings verify, CutoverSettings cutover, Limits limits) {

}
