package dev.drover.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.drover.app.cli.CommandLineMain;
import dev.drover.ledger.ControlDatabase;

/**
 * What the launcher runs once after a build to learn which classes a start needs: the
 * main job, the commands that are to answer at once, and the switch, during which writers
 * wait. Leaves an empty control database in the directory {@code template}.
 */
public final class Training {

	private Training() {
	}

	/** Runs in a scratch directory; prints like any command. */
	public static void main(String[] arguments) {
		// for the launcher, see there
		try (ControlDatabase template = ControlDatabase.open(Path.of("template"), Map.of())) {
			template.bringUpToDate();
		}
		String directory = "drover-data";
		for (List<String> command : List.of(List.of("--help"), List.of("rnu"), List.of("run"),
				List.of("run", "--jsn", "x"), List.of("demo", "--rows", "2000", "--json"),
				List.of("demo", "--live", "--rows", "2000", "--json"), List.of("status"),
				List.of("check", directory + "/demo/plan.yaml"), List.of("run", "--help"),
				List.of("status", "--json"))) {
			CommandLineMain.run(command.toArray(String[]::new), Map.of());
		}
		System.exit(0);
	}

}
