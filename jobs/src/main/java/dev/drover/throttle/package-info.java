/**
 * Keeps Drover within what the plan lets it ask of both databases, and says why it waits.
 * Asked by those who copy, compare and apply; never while the gate is held. Knows no
 * database: what runs at the source is told by whoever makes the throttle.
 */
@NullMarked
package dev.drover.throttle;

import org.jspecify.annotations.NullMarked;
