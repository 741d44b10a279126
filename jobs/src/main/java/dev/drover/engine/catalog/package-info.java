/**
 * What a database consists of, as read from its catalog: tables, columns, keys, indexes,
 * sequences. Values only.
 */
@NullMarked
package dev.drover.engine.catalog;

import org.jspecify.annotations.NullMarked;
