package dev.drover.job;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Engine;
import dev.drover.engine.Engines;
import dev.drover.engine.SourceMoment;
import dev.drover.engine.jdbc.FlowingMoment;
import dev.drover.plan.Endpoint;
import dev.drover.plan.Plan;
import dev.drover.plan.Secrets;

/**
 * Source and target of one attempt: where they are, what they are, and the moment of the
 * source that the attempt sees.
 */
final class Sides implements AutoCloseable {

	private final Plan plan;

	private final Endpoint sourceEndpoint;

	private final Endpoint targetEndpoint;

	private final Engine source;

	private final Engine target;

	private volatile @Nullable SourceMoment moment;

	private volatile @Nullable Engine sourceThere;

	private volatile @Nullable Engine targetThere;

	private final Held held = new Held();

	Sides(Plan plan, Secrets secrets) {
		this.plan = plan;
		this.sourceEndpoint = secrets.endpoint(plan.source());
		this.targetEndpoint = secrets.endpoint(plan.target());
		this.source = Engines.forUrl(this.sourceEndpoint.url());
		this.target = Engines.forUrl(this.targetEndpoint.url());
	}

	/** The source's engine; a server is asked once which product it is. */
	Engine source() {
		Engine found = this.sourceThere;
		if (found == null) {
			found = this.source.at(this.sourceEndpoint);
			this.sourceThere = found;
		}
		return found;
	}

	/** The target's engine; a server is asked once which product it is. */
	Engine target() {
		Engine found = this.targetThere;
		if (found == null) {
			found = this.target.at(this.targetEndpoint);
			this.targetThere = found;
		}
		return found;
	}

	Endpoint sourceEndpoint() {
		return this.sourceEndpoint;
	}

	Endpoint targetEndpoint() {
		return this.targetEndpoint;
	}

	DiskWatch diskWatch() {
		return new DiskWatch(this.target.access(), this.targetEndpoint, this.plan.id());
	}

	/**
	 * The source as every attempt's moment shows it; only after {@link #openMoment}.
	 */
	Side sourceSide() {
		return new Side(this.sourceEndpoint.name(), this.plan.id(), () -> moment().connect(), (connection) -> {
		});
	}

	/** The source as it is now, whether prepare has run or not. */
	Side openSide() {
		return new Side(this.sourceEndpoint.name(), this.plan.id(), () -> source().connect(this.sourceEndpoint),
				source()::makeDurable);
	}

	Side targetSide() {
		return new Side(this.targetEndpoint.name(), this.plan.id(), () -> {
			this.held.open(() -> this.target.hold(this.targetEndpoint));
			return this.target.connect(this.targetEndpoint);
		}, this.target::makeDurable);
	}

	/** Nothing of this attempt keeps an embedded target open any more. */
	void letGoOfTarget() {
		try {
			this.held.close();
		}
		catch (SQLException ex) {
			throw targetSide().failure("closing it", ex);
		}
	}

	/**
	 * One connection for the manager, and one for each worker.
	 * @param following whether the source is followed, so that no moment is kept
	 */
	SourceMoment openMoment(boolean following) throws SQLException {
		SourceMoment opened = following ? new FlowingMoment(source(), this.sourceEndpoint)
				: source().openMoment(this.sourceEndpoint, this.plan.copy().parallelism() + 1);
		this.moment = opened;
		return opened;
	}

	SourceMoment moment() {
		SourceMoment opened = this.moment;
		if (opened == null) {
			throw new IllegalStateException("prepare has not run");
		}
		return opened;
	}

	@Override
	public void close() throws SQLException {
		SourceMoment opened = this.moment;
		try (this.held) {
			if (opened != null) {
				opened.close();
			}
		}
	}

}
