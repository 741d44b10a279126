package dev.drover.engine.catalog;

/**
 * Something that Drover sees and does not move.
 *
 * @param what its sort, lower case: view, materialized view, trigger, routine, rule,
 * policy, event …
 * @param name its name as people read it, with its table where it has one
 */
public record LeftBehind(String what, String name) {

}
