package dev.drover.app.wrong;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The process is ended at every named place, one after the other; the restart ends with a
 * whole target.
 */
class KillPointsIT {

	@TempDir
	Path directory;

	private Scene scene;

	@Test
	void eachPlaceOnceWithPostgresqlAsTheTarget() throws Exception {
		survives((round) -> Place.postgresql(), true);
	}

	@Test
	@Tag("proof")
	void everyPlaceEveryTimeWithPostgresqlAsTheTarget() throws Exception {
		survives((round) -> Place.postgresql(), false);
	}

	@Test
	@Tag("proof")
	void everyPlaceEveryTimeWithH2AsTheTarget() throws Exception {
		survives((round) -> Place.h2(this.directory.resolve("h2-" + round)), false);
	}

	@Test
	@Tag("proof")
	void everyPlaceEveryTimeWithSqliteAsTheTarget() throws Exception {
		survives((round) -> Place.sqlite(this.directory.resolve("target-" + round + ".sqlite")), false);
	}

	private void survives(IntFunction<Place> targets, boolean eachOnce) throws Exception {
		this.scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), 1200);
		Path record = this.directory.resolve("points");
		assertThat(run(targets.apply(0), 0, List.of("-Ddrover.test.record=" + record))).isZero();
		List<String> points = Files.readAllLines(record);
		assertThat(points).contains("prepare.inspected", "schema.statement", "schema-sync.frozen", "copy.before-commit",
				"verify.compared", "cleanup.completed", "cleanup.removed");
		Map<String, Integer> numbers = new LinkedHashMap<>();
		for (int i = 0; i < points.size(); i++) {
			// the last of each, where most has been done
			numbers.put(eachOnce ? points.get(i) : points.get(i) + " " + i, i + 1);
		}
		for (Map.Entry<String, Integer> point : numbers.entrySet()) {
			Place target = targets.apply(point.getValue());
			String id = "kill-" + point.getValue();
			assertThat(run(target, point.getValue(), List.of("-Ddrover.test.halt=" + point.getValue())))
				.as(point.getKey())
				.isEqualTo(TestFaults.HALTED);
			Answer again = this.scene.drover("restart", id);
			assertThat(again.status()).as("killed at %s: %s", point, again).isZero();
			this.scene.isWhole(target, id);
		}
		System.out.println("killed at " + numbers.keySet());
	}

	private int run(Place target, int number, List<String> options) throws Exception {
		Path plan = this.scene.plan("kill-" + number, this.scene.source(), target, "verify: {level: full}\n");
		return Child
			.start(this.directory, Map.of(), options, "run", plan.toString(), "--data-dir",
					this.directory.resolve("data").toString())
			.waitFor();
	}

}
