package dev.drover.ledger;

/**
 * A process that stands still, or whose machine is lost, within a transaction keeps its
 * locks, and nobody tells the server: whoever needs the same rows would wait until an
 * operator ends the session. So the server itself ends sessions that say nothing for
 * longer than any statement here is waited for; whoever wakes up finds its line closed,
 * as after any loss of it.
 */
final class Forsaken {

	/** Less than the ten seconds that a statement of somebody else waits. */
	static final String POSTGRESQL = "SET idle_in_transaction_session_timeout = '8s'";

	/** Sessions outside a transaction end too: the pool opens others. */
	static final String MYSQL = "SET SESSION wait_timeout = 11";

	/** While scripts run on one connection, another one holds the lock. */
	static final String PATIENT_POSTGRESQL = "SET idle_in_transaction_session_timeout = 0";

	/** The same. */
	static final String PATIENT_MYSQL = "SET SESSION wait_timeout = 600";

	private Forsaken() {
	}

}
