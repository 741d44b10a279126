/**
 * Migrations of databases that are in use: applications write all the time, and every
 * write that was acknowledged to one of them has to be at the owner in the end.
 */
@NullMarked
package dev.drover.app.live;

import org.jspecify.annotations.NullMarked;
