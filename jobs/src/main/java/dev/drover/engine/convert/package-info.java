/**
 * Turns canonical values of one kind into those of another, where a plan wants a column
 * to become another type. A value either means the same afterwards or is refused; nothing
 * is rounded or cut in silence. Knows values and types, no database.
 */
@NullMarked
package dev.drover.engine.convert;

import org.jspecify.annotations.NullMarked;
