package dev.drover.engine;

/**
 * A privilege that a user lacks.
 *
 * @param what it in a few words, such as {@code SELECT on table a}
 * @param grant the statement that gives it, to be run by an administrator; without a
 * semicolon
 */
public record MissingPrivilege(String what, String grant) {

}
