package dev.drover.progress;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The rate of a growing count over the last seconds. Not thread-safe.
 */
final class RateWindow {

	private static final double WINDOW_SECONDS = 10;

	private static final double GRAIN_SECONDS = 0.25;

	private final Deque<Sample> samples = new ArrayDeque<>();

	/** Forgets the past: the count begins here. */
	void restart(double now, long count) {
		this.samples.clear();
		this.samples.add(new Sample(now, count));
	}

	/** Notes the count; more often than four times a second changes nothing. */
	void note(double now, long count) {
		Sample last = this.samples.peekLast();
		if (last == null) {
			restart(now, count);
		}
		else if (now - last.at() >= GRAIN_SECONDS) {
			this.samples.add(new Sample(now, count));
			while (this.samples.size() > 2 && now - this.samples.getFirst().at() > WINDOW_SECONDS) {
				this.samples.removeFirst();
			}
		}
	}

	/** Counts per second, 0 while nobody can say. */
	double perSecond(double now, long count) {
		Sample first = this.samples.peekFirst();
		if (first == null || now - first.at() < GRAIN_SECONDS) {
			return 0;
		}
		return Math.max(0, (count - first.count()) / (now - first.at()));
	}

	private record Sample(double at, long count) {

	}

}
