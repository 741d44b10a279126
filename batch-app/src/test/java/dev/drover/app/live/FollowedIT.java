package dev.drover.app.live;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Place;

/**
 * Applications write while their database moves, over the switch, back and forth: every
 * write that was acknowledged is at the owner, and at the end both sides are equal.
 */
class FollowedIT {

	@TempDir
	Path directory;

	@Test
	void postgresqlToPostgresql() throws Exception {
		moves(Place.postgresql(), Place.postgresql());
	}

	private void moves(Place source, Place target) throws Exception {
		Bank.create(source);
		Path plan = this.directory.resolve("plan.yaml");
		Files.writeString(plan,
				"id: bank\nsource: " + named("old", source) + "\ntarget: " + named("new", target) + "\n");
		Drover drover = new Drover(this.directory);
		try (Applications applications = new Applications(Map.of("old", source, "new", target), "old", 6, 1_000)) {
			applications.start();
			applications.awaitWrites(20, 30);
			drover.does("run", plan.toString());
			applications.awaitWrites(50, 30);
			drover.does("rollback", "bank");
			applications.awaitWrites(50, 30);
			drover.does("cutover", "bank");
			applications.awaitWrites(50, 30);
			applications.find("new");
			drover.does("finalize", "bank");
			applications.find("new");
			applications.find("old");
		}
	}

	private static String named(String name, Place place) {
		return place.yaml().replaceFirst("\\{", "{name: " + name + ", ");
	}

}
