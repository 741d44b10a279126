/**
 * What of an expression passes between engines.
 */
@NullMarked
package dev.drover.schema.expression;

import org.jspecify.annotations.NullMarked;
