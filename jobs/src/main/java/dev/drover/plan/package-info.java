/**
 * The migration plan: its values, its strict reader and its secrets. Pure Java without
 * Spring and without JDBC; a plan that exists is valid.
 */
@NullMarked
package dev.drover.plan;

import org.jspecify.annotations.NullMarked;
