package dev.drover.plan;

/**
 * Bounds of the copy.
 *
 * @param parallelism partitions copied at a time, at least 1
 * @param chunkRows most rows of one target transaction, at least 1
 * @param chunkBytes most bytes of one target transaction, at least 64 KiB; a single
 * larger row still passes
 */
public record CopySettings(int parallelism, int chunkRows, long chunkBytes) {

}
