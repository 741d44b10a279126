/**
 * The process is killed in the middle of a migration and restarted.
 */
@NullMarked
package dev.drover.app.kill;

import org.jspecify.annotations.NullMarked;
