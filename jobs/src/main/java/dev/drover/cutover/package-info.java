/**
 * Makes the other side the owner, and takes it back.
 */
@NullMarked
package dev.drover.cutover;

import org.jspecify.annotations.NullMarked;
