/**
 * H2.
 */
@NullMarked
package dev.drover.engine.h2;

import org.jspecify.annotations.NullMarked;
