/**
 * Tests of conversions between kinds of values.
 */
@NullMarked
package dev.drover.engine.convert;

import org.jspecify.annotations.NullMarked;
