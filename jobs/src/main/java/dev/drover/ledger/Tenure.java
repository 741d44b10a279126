package dev.drover.ledger;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;

/**
 * By what right a process writes into the records of a migration. It is asked in the
 * transaction that writes: whoever was replaced meanwhile must not undo what his
 * successor has written.
 */
@FunctionalInterface
public interface Tenure {

	/** The manager's, for whom the migration's owner is looked at elsewhere. */
	Tenure MANAGER = () -> {
	};

	/**
	 * Holds it until the transaction ends.
	 * @throws DroverException COPY_002 if another process has it by now
	 */
	void require();

	/**
	 * That of a worker, as long as a claim is its own: nobody takes it away meanwhile.
	 */
	static Tenure ofClaim(DataSource control, HeldClaim claim, String worker) {
		JdbcTemplate jdbc = new JdbcTemplate(control);
		return () -> {
			if (jdbc
				.queryForList(
						"SELECT epoch FROM drover_claim WHERE migration = ? AND step = ? AND name = ?"
								+ " AND state = 'TAKEN' AND worker = ? AND epoch = ? FOR UPDATE",
						claim.migration(), claim.step(), claim.name(), worker, claim.epoch())
				.isEmpty()) {
				throw new DroverException(
						ErrorCode.COPY_002, "partition " + claim.name() + " was taken over by another worker; claim "
								+ claim.epoch() + " is not the owner's any more",
						"nothing to do: the other worker goes on");
			}
		};
	}

}
