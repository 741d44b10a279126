/**
 * A manager and worker processes of their own, which are killed, stopped and left alone.
 */
@NullMarked
package dev.drover.app.remote;

import org.jspecify.annotations.NullMarked;
