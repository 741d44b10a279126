/**
 * Phases of a migration and the one table of legal moves.
 */
@NullMarked
package dev.drover.phase;

import org.jspecify.annotations.NullMarked;
