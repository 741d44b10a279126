/**
 * What the engines share because they are all reached over JDBC: range selects, cursors,
 * look-ups, inserts.
 */
@NullMarked
package dev.drover.engine.jdbc;

import org.jspecify.annotations.NullMarked;
