package dev.drover.app.operate;

import dev.drover.job.Workers;

/**
 * How a process that stays does its work.
 *
 * @param migrations how many migrations it carries out at a time
 * @param workers where partitions are worked off, unless a request says otherwise
 */
public record ServingOptions(int migrations, Workers workers) {

}
