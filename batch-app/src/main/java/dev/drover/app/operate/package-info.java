/**
 * The use cases, called by command line and API. Callers see values only: no JDBC, no
 * Spring Batch, no ledger.
 */
@NullMarked
package dev.drover.app.operate;

import org.jspecify.annotations.NullMarked;
