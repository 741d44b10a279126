/**
 * Drover's own tables in the control database. Only this package knows their SQL.
 */
@NullMarked
package dev.drover.ledger;

import org.jspecify.annotations.NullMarked;
