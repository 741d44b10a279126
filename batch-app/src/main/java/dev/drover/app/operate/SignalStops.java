package dev.drover.app.operate;

import java.util.function.Supplier;

import dev.drover.job.Interrupts;
import dev.drover.job.Migrations;
import dev.drover.progress.ProgressListener;

/**
 * A process that does one thing: Ctrl-C and SIGTERM stop it.
 */
final class SignalStops implements Stops {

	@Override
	public <T> T during(Migrations migrations, ProgressListener listener, Supplier<T> work) {
		Interrupts.onInterrupt(() -> {
			listener.notice("stopping at the next chunk; once more ends the process at once");
			migrations.stop();
		});
		return work.get();
	}

	@Override
	public <T> T closing(Migrations migrations, Supplier<T> work) {
		Interrupts.onInterrupt(migrations::stop);
		return work.get();
	}

}
