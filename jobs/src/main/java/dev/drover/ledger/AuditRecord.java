package dev.drover.ledger;

/**
 * Something that was done.
 *
 * @param atMillis when, in milliseconds since 1970
 * @param actor by whom: process, user and host
 * @param action what
 * @param detail before and after, or why
 */
public record AuditRecord(long atMillis, String actor, String action, String detail) {

}
