/**
 * Wrong input and broken surroundings: what is refused, what fails, and what either
 * leaves behind.
 */
@NullMarked
package dev.drover.app.wrong;

import org.jspecify.annotations.NullMarked;
