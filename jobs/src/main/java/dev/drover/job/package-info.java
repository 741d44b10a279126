/**
 * The Spring Batch job. The only package that knows Spring Batch.
 */
@NullMarked
package dev.drover.job;

import org.jspecify.annotations.NullMarked;
