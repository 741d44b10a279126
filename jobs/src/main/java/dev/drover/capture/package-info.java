/**
 * Notes the keys of changed rows on one side of a migration.
 */
@NullMarked
package dev.drover.capture;

import org.jspecify.annotations.NullMarked;
