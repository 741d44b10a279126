/**
 * What Drover is compared with.
 */
@NullMarked
package dev.drover.bench;

import org.jspecify.annotations.NullMarked;
