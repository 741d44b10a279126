/**
 * Moves the rows of a partition, chunk by chunk, fenced by the checkpoint in the target.
 */
@NullMarked
package dev.drover.copy;

import org.jspecify.annotations.NullMarked;
