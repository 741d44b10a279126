package dev.drover.job;

import java.util.function.Consumer;

import dev.drover.progress.ProgressListener;

/**
 * Passes on what a worker's runs say.
 *
 * @param teller hears it
 */
record ToldWorker(Consumer<String> teller) implements ProgressListener {

	@Override
	public void notice(String text) {
		this.teller.accept(text);
	}

}
