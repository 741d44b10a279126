/**
 * A worker as a program of its own. Does what {@code drover worker} does, by the same
 * code; knows nothing of the manager and its command line.
 */
@NullMarked
package dev.drover.worker;

import org.jspecify.annotations.NullMarked;
