package dev.drover.cutover;

import java.time.Duration;

import dev.drover.plan.Hook;

/**
 * Calls a hook and waits for it. Whatever goes wrong is an answer, not an exception.
 */
public final class HookCall {

	/** What is kept of a hook's output. */
	static final int KEPT_BYTES = 4096;

	private HookCall() {
	}

	/**
	 * Calls it.
	 * @param url the hook's URL with its references resolved; unused for a command
	 */
	public static HookAnswer of(Hook hook, String url, HookEvent event) {
		return hook.command().isEmpty() ? new HttpHook(url, hook.timeout()).call(event)
				: new CommandHook(hook.command(), hook.timeout()).call(event);
	}

	static HookAnswer late(Duration timeout, String output) {
		return new HookAnswer(false, "no end within " + timeout.toMillis() / 1000.0 + " s", output);
	}

}
