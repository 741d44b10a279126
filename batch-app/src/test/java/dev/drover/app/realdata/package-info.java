/**
 * Real databases that lie beside the checkout; where they don't, the tests say so.
 */
@NullMarked
package dev.drover.app.realdata;

import org.jspecify.annotations.NullMarked;
