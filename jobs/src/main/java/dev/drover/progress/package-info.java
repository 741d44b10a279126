/**
 * Immutable samples of a running migration, for terminals, pipes, the API and metrics.
 */
@NullMarked
package dev.drover.progress;

import org.jspecify.annotations.NullMarked;
