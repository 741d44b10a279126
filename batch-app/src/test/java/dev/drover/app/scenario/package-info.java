/**
 * Folders of SQL are moved between all pairs of engines; both sides are read without
 * Drover.
 */
@NullMarked
package dev.drover.app.scenario;

import org.jspecify.annotations.NullMarked;
