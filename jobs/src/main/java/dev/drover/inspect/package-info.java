/**
 * Preflight: everything that speaks against a migration, found before anything is
 * changed.
 */
@NullMarked
package dev.drover.inspect;

import org.jspecify.annotations.NullMarked;
