/**
 * Compares two sides. A difference is a result, not an exception.
 */
@NullMarked
package dev.drover.verify;

import org.jspecify.annotations.NullMarked;
