/**
 * Drover as a process of its own, for tests.
 */
@NullMarked
package dev.drover.app.child;

import org.jspecify.annotations.NullMarked;
