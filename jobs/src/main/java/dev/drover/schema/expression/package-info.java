/**
 * Expressions of one engine in the words of another: checks, generated columns, indexes.
 * Only what means the same on both sides passes.
 */
@NullMarked
package dev.drover.schema.expression;

import org.jspecify.annotations.NullMarked;
