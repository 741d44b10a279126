/**
 * Key ranges: how tables become partitions.
 */
@NullMarked
package dev.drover.chunk;

import org.jspecify.annotations.NullMarked;
