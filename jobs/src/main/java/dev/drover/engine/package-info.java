/**
 * The interface behind which each engine lies. Engines are found by their URL; callers
 * never name one.
 */
@NullMarked
package dev.drover.engine;

import org.jspecify.annotations.NullMarked;
