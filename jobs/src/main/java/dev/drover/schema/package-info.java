/**
 * From the source's catalog to the target's: names, types, order of creation, finishing.
 */
@NullMarked
package dev.drover.schema;

import org.jspecify.annotations.NullMarked;
