package dev.drover.cutover;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.drover.capture.LiveSide;
import dev.drover.engine.live.Blocker;
import dev.drover.engine.live.GateState;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;

/**
 * Holds up the writers of one side: its gate, taken in short attempts so that those in
 * flight end first and nobody stands for long. Let go of by {@link #close()}, unless it
 * was committed before.
 */
final class Fence implements AutoCloseable {

	private static final long LOOK_MILLIS = 110;

	private static final int LEAST_PAUSE_MILLIS = 100;

	private static final int MOST_PAUSE_MILLIS = 500;

	private final LiveSide side;

	private final Connection connection;

	private final Connection look;

	private final long end;

	private long heldSince;

	private Fence(LiveSide side, Duration timeout) throws SQLException {
		this.side = side;
		this.end = System.nanoTime() + timeout.toNanos();
		this.connection = side.connect();
		try {
			this.look = side.connect();
		}
		catch (SQLException | RuntimeException ex) {
			this.connection.close();
			throw ex;
		}
	}

	/** A connection that may take the gate; nothing is held yet. */
	static Fence open(LiveSide side, Duration timeout) throws SQLException {
		Fence fence = new Fence(side, timeout);
		try {
			side.live().prepareFence(fence.connection);
			return fence;
		}
		catch (SQLException | RuntimeException ex) {
			fence.close();
			throw ex;
		}
	}

	/** What tells the session that will hold the gate from every other. */
	String session() throws SQLException {
		return this.side.engine().backend(this.connection);
	}

	/** Ends the session of another coordinator, if it is still there. */
	void endSession(String session) throws SQLException {
		this.side.engine().endBackend(this.look, session);
	}

	/**
	 * Takes the gate.
	 * @param wanted throws where it is not wanted any more
	 * @param before what is done before each attempt, so that little is left to do after
	 * it
	 * @throws DroverException CUT_001 if others were in the way up to the end
	 */
	void take(Runnable wanted, Work<?> before) throws SQLException {
		List<Blocker> blockers = List.of();
		do {
			wanted.run();
			blockers = this.side.live().blockers(this.look, this.side.unit());
			if (blockers.isEmpty()) {
				before.run();
				this.heldSince = System.nanoTime();
				if (this.side.live().take(this.connection, this.side.unit())) {
					// a branch that is prepared has let go of the gate
					blockers = this.side.live().prepared(this.look);
					if (blockers.isEmpty()) {
						return;
					}
					this.side.live().letGo(this.connection);
				}
			}
			pause();
		}
		while (System.nanoTime() < this.end);
		throw refused(blockers);
	}

	private DroverException refused(List<Blocker> blockers) throws SQLException {
		List<Blocker> seen = new ArrayList<>(blockers.isEmpty() ? inTheWay() : blockers);
		// one that keeps the gate is no session that could be named
		this.side.live().prepared(this.look).stream().filter((branch) -> !seen.contains(branch)).forEach(seen::add);
		List<Blocker> suspects = seen.isEmpty() ? this.side.live().suspects(this.look) : List.of();
		String who = "writers held it again and again";
		if (!seen.isEmpty()) {
			who = Blocker.display(seen);
		}
		else if (!suspects.isEmpty()) {
			who = "one of these may hold it: " + Blocker.display(suspects);
		}
		return new DroverException(ErrorCode.CUT_001,
				"the gate of " + this.side.endpoint().name() + " could not be taken within cutover.timeout: " + who
						+ "; nothing has changed",
				"end that transaction, or raise cutover.timeout, then drover restart " + this.side.unit().migration());
	}

	/** Some databases only tell while somebody waits. */
	private List<Blocker> inTheWay() throws SQLException {
		FutureTask<Boolean> attempt = new FutureTask<>(() -> this.side.live().take(this.connection, this.side.unit()));
		new Thread(attempt, "fence").start();
		List<Blocker> seen = List.of();
		try {
			while (seen.isEmpty() && !attempt.isDone()) {
				// MariaDB looks again only if nobody has asked for a tenth of a second
				TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
				seen = this.side.live().inTheWay(this.look, this.side.unit());
			}
			attempt.get();
		}
		catch (ExecutionException ex) {
			throw new SQLException("the gate can't be asked for", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		letGo();
		return seen;
	}

	/**
	 * Does what has to be done while the gate is held. The server hears meanwhile that
	 * its holder is alive, for as long as a switch may take.
	 * @param work leaves the connection alone
	 */
	<T> T holding(Work<T> work) throws SQLException {
		Beat beat = new Beat();
		beat.start();
		T done;
		try {
			done = work.run();
		}
		catch (SQLException | RuntimeException ex) {
			beat.end();
			requireHeld(beat, ex);
			throw ex;
		}
		beat.end();
		beat.requireHeld();
		return done;
	}

	/**
	 * What was found to be wrong may be what writers have done since the server ended the
	 * session of a holder that stood still: that they differ says nothing then.
	 */
	private void requireHeld(Beat beat, Exception found) throws SQLException {
		try {
			beat.requireHeld();
			this.side.live().keep(this.connection);
		}
		catch (SQLException ex) {
			ex.addSuppressed(found);
			if (System.nanoTime() > this.end) {
				// nobody keeps it for longer, so that it was lost for that
				throw timeUp(() -> "the gate was held", ex);
			}
			throw ex;
		}
	}

	/** Throws if time is up. */
	void requireTime(Doing doing) throws SQLException {
		if (System.nanoTime() > this.end) {
			throw timeUp(doing, null);
		}
	}

	private DroverException timeUp(Doing doing, @Nullable Exception cause) throws SQLException {
		return new DroverException(ErrorCode.CUT_001,
				"cutover.timeout has passed while " + doing.text() + "; nothing has changed",
				"drover restart " + this.side.unit().migration(), cause);
	}

	/**
	 * Whether the unit has moved away. That stays so; otherwise whoever may be about to
	 * say so is waited for.
	 * @param wanted throws where it is not wanted any more
	 */
	boolean moved(Runnable wanted) throws SQLException {
		if (moved(this.look)) {
			return true;
		}
		take(wanted, () -> 0);
		boolean moved = moved(this.connection);
		letGo();
		return moved;
	}

	private boolean moved(Connection asked) throws SQLException {
		return this.side.live()
			.gate(asked, this.side.unit())
			.filter((gate) -> gate.state() == GateState.State.MOVED)
			.isPresent();
	}

	/** Lets writers go on. */
	void letGo() throws SQLException {
		this.side.live().letGo(this.connection);
	}

	Connection connection() {
		return this.connection;
	}

	/** When the attempt that got the gate began, by {@link System#nanoTime()}. */
	long heldSince() {
		return this.heldSince;
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() throws SQLException {
		try (Connection looking = this.look; Connection holding = this.connection) {
			// a session that the server has ended holds nothing
			if (!holding.isClosed() && holding.isValid(1)) {
				letGo();
			}
		}
	}

	/** What takes the time. */
	@FunctionalInterface
	interface Doing {

		String text() throws SQLException;

	}

	/** Something that is done while the gate is held, or right before. */
	@FunctionalInterface
	interface Work<T> {

		T run() throws SQLException;

	}

	/** Says that the holder is alive. */
	private final class Beat extends Thread {

		private static final int MILLIS = 500;

		private boolean over;

		private @Nullable SQLException failure;

		Beat() {
			super("fence");
			setDaemon(true);
		}

		@Override
		public synchronized void run() {
			try {
				while (!this.over && System.nanoTime() < Fence.this.end) {
					Fence.this.side.live().keep(Fence.this.connection);
					wait(MILLIS);
				}
			}
			catch (SQLException ex) {
				this.failure = ex;
			}
			catch (InterruptedException ex) {
				interrupt();
			}
		}

		synchronized void end() {
			this.over = true;
			notifyAll();
		}

		synchronized void requireHeld() throws SQLException {
			if (this.failure != null) {
				throw this.failure;
			}
		}

	}

}
