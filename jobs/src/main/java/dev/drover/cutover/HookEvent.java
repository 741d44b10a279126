package dev.drover.cutover;

/**
 * What a hook is told; in JSON under these names, for commands as variables that begin
 * with {@code DROVER_HOOK_}.
 *
 * @param hook the hook's name in the plan
 * @param id the migration's id
 * @param from the name of the owner before
 * @param to the name of the owner after
 * @param epoch the route's epoch after the change
 */
public record HookEvent(String hook, String id, String from, String to, long epoch) {

}
