package dev.drover.job;

import java.sql.SQLException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import dev.drover.apply.Follower;
import dev.drover.apply.Moment;
import dev.drover.verify.Barrier;

/**
 * Waits until the other side is what the followed one was, for those who compare both.
 * Whoever waits lets the follower go on, and whoever needs it at rest keeps them out
 * meanwhile.
 */
final class Moments {

	private final Following following;

	private final Halt halt;

	/** Written by who needs the follower at rest, read by those who wait for it. */
	private final ReadWriteLock rest = new ReentrantReadWriteLock(true);

	Moments(Following following, Halt halt) {
		this.following = following;
		this.halt = halt;
	}

	/** Waits until what was noted before has been applied. */
	void await() {
		this.rest.readLock().lock();
		try {
			if (!this.following.follow().awaitSweep(() -> !this.halt.requested())) {
				this.halt.goOn();
				throw new StopException();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StopException();
		}
		finally {
			this.rest.readLock().unlock();
		}
	}

	/** Makes both sides the same at one moment, looks at them, and pauses there. */
	void pauseAt(Moment moment) throws SQLException {
		this.rest.writeLock().lock();
		try {
			Follower paused;
			do {
				await();
				paused = this.following.follow();
				paused.pause();
			}
			while (!paused.applier().sweepToOneMoment(moment));
		}
		finally {
			this.rest.writeLock().unlock();
		}
	}

	/**
	 * For a comparison in this process.
	 * @param back whether the target is the side that is followed
	 */
	Barrier barrier(boolean back) {
		return new Barrier() {

			@Override
			public void await() {
				Moments.this.await();
			}

			@Override
			public boolean atOneMoment(Look look) throws SQLException {
				pauseAt((followed) -> look.by(followed, back));
				Moments.this.following.follow();
				return true;
			}

		};
	}

}
