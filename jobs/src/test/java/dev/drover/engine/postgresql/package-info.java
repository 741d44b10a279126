/**
 * PostgreSQL's binary form.
 */
@NullMarked
package dev.drover.engine.postgresql;

import org.jspecify.annotations.NullMarked;
