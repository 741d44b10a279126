package dev.drover.job;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.DroverException;
import dev.drover.fault.RefusedException;
import dev.drover.ledger.ControlDatabase;

/**
 * A process that does nothing but work off partitions, of any migration.
 */
public final class WorkerProcess {

	private WorkerProcess() {
	}

	/**
	 * Works until the process is to end.
	 * @param environment where the control database, the broker and secrets are looked up
	 * @param healthPort where it says over HTTP how it is, or {@code null}
	 * @param teller hears what an operator should know
	 * @throws DroverException CONN_006 if the control database is not one that processes
	 * elsewhere can reach, CONN_008 if others are of another version
	 */
	public static void work(Map<String, String> environment, WorkerOptions options, @Nullable Integer healthPort,
			Consumer<String> teller) {
		if (!RemoteNeeds.server(environment)) {
			throw new RefusedException(RemoteNeeds.noServer(), RemoteNeeds.CONTROL);
		}
		// there is a server: nothing lies in a directory
		try (ControlDatabase control = ControlDatabase.openPatiently(Path.of(""), environment)) {
			control.bringUpToDate();
			Worker worker = new Worker(control.dataSource(), environment, options, teller);
			Interrupts.onInterrupt(() -> {
				worker.drain();
				Departure.begin(worker, teller);
			});
			try (HealthPort health = HealthPort.open(healthPort, worker)) {
				worker.run();
			}
		}
	}

}
