/**
 * Which endpoint owns a unit, told to the ledger and to both databases.
 */
@NullMarked
package dev.drover.routing;

import org.jspecify.annotations.NullMarked;
