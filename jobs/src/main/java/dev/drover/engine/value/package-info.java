/**
 * The values that travel: their kinds, rows, keys and digests. One canonical form per
 * kind, the same for all engines.
 */
@NullMarked
package dev.drover.engine.value;

import org.jspecify.annotations.NullMarked;
