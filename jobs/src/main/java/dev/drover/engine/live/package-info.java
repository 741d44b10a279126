/**
 * What each engine does so that a database can be followed and fenced while it is in use:
 * queues of noted keys, triggers that fill them, and the gate that all writers pass.
 */
@NullMarked
package dev.drover.engine.live;

import org.jspecify.annotations.NullMarked;
