/**
 * Brings the rows whose keys were noted on one side to the other.
 */
@NullMarked
package dev.drover.apply;

import org.jspecify.annotations.NullMarked;
