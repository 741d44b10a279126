/**
 * Key ranges of real tables.
 */
@NullMarked
package dev.drover.chunk;

import org.jspecify.annotations.NullMarked;
