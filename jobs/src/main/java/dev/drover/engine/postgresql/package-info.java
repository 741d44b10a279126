/**
 * PostgreSQL.
 */
@NullMarked
package dev.drover.engine.postgresql;

import org.jspecify.annotations.NullMarked;
