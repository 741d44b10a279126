/**
 * Databases of very many parts, and very large values, in a small heap.
 */
@NullMarked
package dev.drover.app.scale;

import org.jspecify.annotations.NullMarked;
