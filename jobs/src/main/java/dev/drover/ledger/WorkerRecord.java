package dev.drover.ledger;

/**
 * A worker process.
 *
 * @param id its id, of this one start
 * @param process host and process as an owner is named
 * @param version the version of Drover
 * @param protocol the version of what manager and workers tell each other
 * @param channel where it listens
 * @param labels what its operator calls it
 * @param slots partitions that it works on at a time
 * @param busy partitions that it works on now
 * @param draining whether it takes nothing more
 * @param startedAt when it started
 * @param beatAt its last sign of life, by the control database's clock
 * @param silentMillis time since then, by the same clock
 */
public record WorkerRecord(String id, String process, String version, int protocol, String channel, String labels,
		int slots, int busy, boolean draining, long startedAt, long beatAt, long silentMillis) {

}
