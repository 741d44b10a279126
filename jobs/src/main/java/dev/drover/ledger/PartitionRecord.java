package dev.drover.ledger;

import dev.drover.chunk.PartitionSpec;

/**
 * The ledger's row of one partition.
 *
 * @param spec what it consists of
 * @param attempts how often it was begun
 * @param completed whether it is complete
 */
public record PartitionRecord(PartitionSpec spec, long attempts, boolean completed) {

}
