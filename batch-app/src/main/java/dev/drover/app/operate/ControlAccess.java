package dev.drover.app.operate;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.job.Caller;
import dev.drover.job.Migrations;
import dev.drover.job.Workers;
import dev.drover.ledger.ControlDatabase;
import dev.drover.ledger.Handover;

/**
 * Opens the control database as far as a use case needs it.
 */
final class ControlAccess {

	private final Path dataDir;

	private final Map<String, String> environment;

	private final Caller caller;

	private final boolean patient;

	ControlAccess(Path dataDir, Map<String, String> environment, Caller caller) {
		this(dataDir, environment, caller, false);
	}

	private ControlAccess(Path dataDir, Map<String, String> environment, Caller caller, boolean patient) {
		this.dataDir = dataDir;
		this.environment = environment;
		this.caller = caller;
		this.patient = patient;
	}

	/** The same, waiting for a control database that is away where others work on. */
	ControlAccess patient(Workers workers) {
		return new ControlAccess(this.dataDir, this.environment, this.caller, workers != Workers.LOCAL);
	}

	private ControlDatabase open(Path directory, Map<String, String> variables) {
		return this.patient ? ControlDatabase.openPatiently(directory, variables)
				: ControlDatabase.open(directory, variables);
	}

	/** For work that is written down: made and brought up to date where needed. */
	<T> T writing(Function<Migrations, T> work) {
		try (ControlDatabase control = open(this.dataDir, this.environment)) {
			Handover.across(() -> {
				control.bringUpToDate();
				return control;
			});
			return work.apply(new Migrations(control, this.environment, this.caller));
		}
	}

	/**
	 * For work on what is there: no ledger is made where there is none.
	 * @return empty where there is no ledger
	 */
	<T> Optional<T> existing(Function<Migrations, T> work) {
		return existing(this::open, work);
	}

	/**
	 * For a look by one thread that is to be quick, and changes nothing.
	 * @return empty where there is no ledger
	 */
	<T> Optional<T> looking(Function<Migrations, T> work) {
		return Handover.across(() -> existing(ControlDatabase::glance, work));
	}

	private <T> Optional<T> existing(BiFunction<Path, Map<String, String>, ControlDatabase> opener,
			Function<Migrations, T> work) {
		if (!ControlDatabase.mayExist(this.dataDir, this.environment)) {
			return Optional.empty();
		}
		try (ControlDatabase control = opener.apply(this.dataDir, this.environment)) {
			if (!control.hasSchema()) {
				return Optional.empty();
			}
			control.bringUpToDate();
			return Optional.of(work.apply(new Migrations(control, this.environment, this.caller)));
		}
	}

	/** For one migration that must be there. */
	<T> T of(String id, Function<Migrations, T> work) {
		return existing(work).orElseThrow(() -> none(id));
	}

	/** For a quick look at one migration that must be there. */
	<T> T lookAt(String id, Function<Migrations, T> work) {
		return looking(work).orElseThrow(() -> none(id));
	}

	private DroverException none(String id) {
		return new DroverException(ErrorCode.PLAN_007,
				"there is no migration " + id + ", nor any other, in " + this.dataDir,
				"check --data-dir and DROVER_CONTROL_URL");
	}

	/** For a look at databases that is to leave no trace. */
	<T> T withoutTrace(Function<Migrations, T> work) {
		return existing(work).orElseGet(() -> {
			try (ControlDatabase scratch = ControlDatabase.inMemory()) {
				scratch.bringUpToDate();
				return work.apply(new Migrations(scratch, this.environment));
			}
		});
	}

}
