package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.apply.Applier;
import dev.drover.apply.Flow;
import dev.drover.capture.LiveSide;
import dev.drover.cutover.SwitchSteps;
import dev.drover.engine.live.Blocker;
import dev.drover.engine.live.Watched;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;

/**
 * What a switch looks at and sets under the gate, with everything at hand for it:
 * connections are open, numbering is set far ahead, and all that is compared is known.
 */
final class PreparedSwitch implements SwitchSteps, AutoCloseable {

	private final MigrationRun run;

	private final Following following;

	private final LiveSide owner;

	private final LiveSide target;

	private final LiveNumbering numbering;

	private final LastLook lastLook;

	private final Applier applier;

	private final boolean back;

	private final KeptPrints.@Nullable Prints kept;

	private final Connection from;

	private final Connection to;

	PreparedSwitch(MigrationRun run, Following following, Applier applier, LastLook lastLook) throws SQLException {
		Flow flow = applier.flow();
		this.run = run;
		this.applier = applier;
		this.back = flow.from().endpoint().name().equals(run.targetEndpoint().name());
		this.lastLook = lastLook;
		this.following = following;
		this.owner = flow.from();
		this.target = flow.to();
		this.numbering = new LiveNumbering(flow, run.mapping().sequences());
		this.kept = following.prints().kept(this.owner);
		this.from = flow.from().connect();
		try {
			this.to = flow.to().connect();
		}
		catch (SQLException | RuntimeException ex) {
			this.from.close();
			throw ex;
		}
	}

	@Override
	public void session(String session) {
		requireOwner();
		this.following.records().session(session);
	}

	/** Whoever takes the migration over ends the session that holds the gate. */
	private void requireOwner() {
		this.run.ledger().requireOwner(this.run.plan().id(), this.run.owner());
	}

	@Override
	public void prepare() throws SQLException {
		patiently("setting where its numbering goes on", () -> this.numbering.ahead(this.from, this.to));
		// what is wrong by now need not hold up anybody
		requireSame();
		this.following.refused().refuseSwitch();
		this.lastLook.rehearse(source(), target(), this.applier.last());
	}

	@Override
	public void goOn() {
		this.run.halt().goOn();
	}

	@Override
	public void look() throws SQLException {
		requireSame();
		patiently("setting where its numbering goes on", () -> this.numbering.ensure(this.from, this.to));
	}

	/** Who only reads a table keeps others from changing it, too, and goes by himself. */
	private void patiently(String doing, Change change) throws SQLException {
		try {
			change.make();
		}
		catch (SQLException ex) {
			if (!this.target.live().busy(ex)) {
				throw ex;
			}
			throw new DroverException(ErrorCode.CUT_001,
					doing + ": others hold tables of " + this.target.endpoint().name() + holders()
							+ "; nothing has changed",
					"end these transactions, then drover restart " + this.run.plan().id(), ex);
		}
	}

	private String holders() throws SQLException {
		try (Connection connection = this.target.connect()) {
			List<Blocker> found = this.target.live().holders(connection, this.target.tables());
			return found.isEmpty() ? "" : ": " + Blocker.display(found);
		}
	}

	private void requireSame() throws SQLException {
		if (!this.back) {
			new MovedTables(this.run, this.owner.tables().stream().map(Watched::table).toList())
				.refuseSwitch(this.owner.live(), this.from);
		}
		if (this.kept != null) {
			this.following.prints().requireSame(this.owner, this.kept, KeptPrints.now(this.owner, this.from));
		}
	}

	@Override
	public void compare() throws SQLException {
		this.following.refused().refuseSwitch();
		this.lastLook.require(source(), target(), this.applier.last());
		this.run.reached("cutover.compared");
		// to connect anew takes longer than all the rest
		patiently("bringing its triggers back", () -> this.following.bringBack(this.target, this.to));
		this.run.reached("cutover.brought-back");
		this.following.proveQuickly(this.target, this.to);
		requireOwner();
	}

	private Connection source() {
		return this.back ? this.to : this.from;
	}

	private Connection target() {
		return this.back ? this.from : this.to;
	}

	/** A process that was replaced leaves the record to the one that replaced it. */
	@Override
	public void undone() {
		if (this.run.ledger().owns(this.run.plan().id(), this.run.owner())) {
			this.following.records().ended();
		}
	}

	@Override
	public void close() throws SQLException {
		try (Connection reading = this.from) {
			this.to.close();
		}
	}

	/** Changes objects of tables. */
	@FunctionalInterface
	private interface Change {

		void make() throws SQLException;

	}

}
