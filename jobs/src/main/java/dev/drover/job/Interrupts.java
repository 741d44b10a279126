package dev.drover.job;

import sun.misc.Signal;

/**
 * Ctrl-C and SIGTERM ask for a stop at the next chunk instead of ending the process, so
 * that it can end with its own exit status; a second one ends it at once.
 */
public final class Interrupts {

	private Interrupts() {
	}

	/** Does that at the first one. */
	public static void onInterrupt(Runnable stop) {
		for (String name : new String[] { "INT", "TERM" }) {
			Signal.handle(new Signal(name), (signal) -> {
				stop.run();
				Signal.handle(signal, (again) -> Runtime.getRuntime().halt(128 + again.getNumber()));
			});
		}
	}

}
