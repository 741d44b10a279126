package dev.drover.job;

/**
 * How a worker process is run.
 *
 * @param concurrency partitions that it works on at a time
 * @param labels what its operator calls it, {@code k=v} with commas between
 * @param version the version of Drover
 */
public record WorkerOptions(int concurrency, String labels, String version) {

}
