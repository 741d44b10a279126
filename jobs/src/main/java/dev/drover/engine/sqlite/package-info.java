/**
 * SQLite.
 */
@NullMarked
package dev.drover.engine.sqlite;

import org.jspecify.annotations.NullMarked;
