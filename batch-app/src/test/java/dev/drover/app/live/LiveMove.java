package dev.drover.app.live;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One migration of a bank that is in use.
 *
 * @param drover Drover as a process
 * @param plan the plan's file
 * @param source where the bank is
 * @param target where it goes
 */
record LiveMove(Drover drover, String plan, Place source, Place target) {

	/**
	 * Between two transactions of an application, so that tests leave room for Drover.
	 */
	private static final long PAUSE_MILLIS = 20;

	/**
	 * A bank without accounts, and a plan that moves it.
	 * @param settings further lines of the plan
	 */
	static LiveMove of(Path directory, Place source, Place target, String settings) throws Exception {
		return of(new Drover(directory), directory, source, target, settings);
	}

	/** The same by a Drover with an environment of its own. */
	static LiveMove of(Drover drover, Path directory, Place source, Place target, String settings) throws Exception {
		Bank.create(source);
		Path plan = directory.resolve("plan.yaml");
		Files.writeString(plan,
				"id: bank\nsource: " + named("old", source) + "\ntarget: " + named("new", target) + "\n" + settings);
		return new LiveMove(drover, plan.toString(), source, target);
	}

	/** Where Drover keeps what it knows. */
	String data() {
		return this.drover.data();
	}

	private static String named(String name, Place place) {
		return place.yaml().replaceFirst("\\{", "{name: " + name + ", ");
	}

	/** Applications that write already. */
	Applications applications(int writers) throws Exception {
		Applications applications = new Applications(Map.of("old", this.source, "new", this.target), "old", writers,
				500);
		applications.pauseBetween(PAUSE_MILLIS);
		applications.start();
		applications.awaitWrites(20, 30);
		return applications;
	}

	/** At most one side takes writes. */
	void hasOneOwnerAtMost() {
		boolean old = takesWrites(this.source);
		boolean now = takesWrites(this.target);
		assertThat(old && now).as("both sides take writes").isFalse();
	}

	boolean takesWrites(Place place) {
		try {
			place.execute("INSERT INTO account VALUES (-1, -1, 0, 'probe')", "DELETE FROM account WHERE id = -1");
			return true;
		}
		catch (java.sql.SQLException ex) {
			return false;
		}
	}

	/** Both databases are ordinary ones again. */
	void leavesNothing() throws Exception {
		assertThat(this.source.dump().toString().toLowerCase(java.util.Locale.ROOT)).doesNotContain("drover_");
		assertThat(this.target.dump().toString().toLowerCase(java.util.Locale.ROOT)).doesNotContain("drover_");
	}

}
