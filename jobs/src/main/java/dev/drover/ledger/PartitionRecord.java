package dev.drover.ledger;

/**
 * The ledger's row of one partition.
 *
 * @param name its name
 * @param slices what it consists of, as text
 * @param attempts how often it was begun
 * @param completed whether it is complete
 */
public record PartitionRecord(String name, String slices, long attempts, boolean completed) {

}
