/**
 * Captures, gates and appliers on real servers, by sessions that a test drives by hand.
 */
@NullMarked
package dev.drover.live;

import org.jspecify.annotations.NullMarked;
