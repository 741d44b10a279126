/**
 * Rows that pass from one engine to another as fields of text, without becoming values on
 * the way.
 */
@NullMarked
package dev.drover.engine.fields;

import org.jspecify.annotations.NullMarked;
