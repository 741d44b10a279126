package dev.drover.ledger;

/**
 * How fast a worker goes with a partition.
 *
 * @param worker the worker's id
 * @param name the partition
 * @param rows rows that it has done
 * @param rowsPerSecond its rate
 */
public record ClaimProgress(String worker, String name, long rows, double rowsPerSecond) {

}
