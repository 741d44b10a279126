package dev.drover.app.wrong;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import dev.drover.fault.FaultPoints;

/**
 * Fault points that are only on the class path of tests. A child process is told by
 * system properties what to do, a test in this JVM by {@link #during}.
 */
public final class TestFaults implements FaultPoints {

	static final int HALTED = 99;

	private static final AtomicReference<BiConsumer<String, Integer>> LISTENER = new AtomicReference<>(
			(point, count) -> {
			});

	/** A worker has an instance for each partition. */
	private static final AtomicBoolean STOPPED = new AtomicBoolean();

	private static final AtomicInteger REACHED = new AtomicInteger();

	private final int halt = Integer.getInteger("drover.test.halt", 0);

	private final String haltAt = System.getProperty("drover.test.halt-at", "");

	private final String stopAt = System.getProperty("drover.test.stop-at", "");

	private final int slow = Integer.getInteger("drover.test.slow", 0);

	private final String record = System.getProperty("drover.test.record", "");

	/** Runs something; meanwhile each point is told with how often it was reached. */
	static Answer during(String point, int times, Runnable fault, Supplier<Answer> work) {
		AtomicInteger seen = new AtomicInteger();
		LISTENER.set((reached, count) -> {
			if (reached.equals(point) && seen.incrementAndGet() == times) {
				fault.run();
			}
		});
		try {
			return work.get();
		}
		finally {
			LISTENER.set((reached, count) -> {
			});
		}
	}

	/** Runs something; some points, when they are reached first, run something too. */
	public static Answer during(Map<String, Runnable> faults, Supplier<Answer> work) {
		Set<String> seen = ConcurrentHashMap.newKeySet();
		LISTENER.set((reached, count) -> {
			Runnable fault = faults.get(reached);
			if (fault != null && seen.add(reached)) {
				fault.run();
			}
		});
		try {
			return work.get();
		}
		finally {
			LISTENER.set((reached, count) -> {
			});
		}
	}

	/** Runs something; some points run something too, whenever they are reached. */
	public static Answer always(Map<String, Runnable> faults, Supplier<Answer> work) {
		LISTENER.set((reached, count) -> {
			Runnable fault = faults.get(reached);
			if (fault != null) {
				fault.run();
			}
		});
		try {
			return work.get();
		}
		finally {
			LISTENER.set((reached, count) -> {
			});
		}
	}

	/** All places that a piece of work in this JVM passes, in their order. */
	static List<String> points(Runnable work) {
		List<String> points = Collections.synchronizedList(new ArrayList<>());
		LISTENER.set((reached, count) -> points.add(reached));
		try {
			work.run();
		}
		finally {
			LISTENER.set((reached, count) -> {
			});
		}
		return List.copyOf(points);
	}

	@Override
	public void reached(String point) {
		int count = REACHED.incrementAndGet();
		if (!this.record.isEmpty()) {
			record(point);
		}
		if (count == this.halt || point.equals(this.haltAt)) {
			Runtime.getRuntime().halt(HALTED);
		}
		if (point.equals(this.stopAt) && STOPPED.compareAndSet(false, true)) {
			stop();
		}
		if (this.slow > 0 && point.equals("copy.after-commit")) {
			pause();
		}
		LISTENER.get().accept(point, count);
	}

	/** Stands still with all its threads, as if the machine were paused. */
	private static void stop() {
		try {
			new ProcessBuilder("kill", "-STOP", String.valueOf(ProcessHandle.current().pid())).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private synchronized void record(String point) {
		try {
			Files.writeString(Path.of(this.record), point + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Makes a small copy last, so that it can be met in its middle. */
	private void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(this.slow);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
