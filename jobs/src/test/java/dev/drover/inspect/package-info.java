/**
 * What speaks against a plan.
 */
@NullMarked
package dev.drover.inspect;

import org.jspecify.annotations.NullMarked;
