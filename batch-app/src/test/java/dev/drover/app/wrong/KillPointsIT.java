package dev.drover.app.wrong;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

	/** In their order. */
	private static final List<String> WRITTEN_BETWEEN = List.of("prepare.end", "schema.statement",
			"schema-sync.checkpoints", "schema-sync.end", "copy.before-commit", "copy.after-commit",
			"finish-schema.taken-over", "verify.compared", "cutover.after-route", "cleanup.completed");

	@TempDir
	Path directory;

	private Scene scene;

	private int rounds;

	/** Those between which something is written; a run is begun again where it must. */
	@Test
	void onePlaceAfterTheOther() throws Exception {
		begin();
		List<String> open = new ArrayList<>(WRITTEN_BETWEEN);
		while (!open.isEmpty()) {
			Place target = Place.postgresql();
			String id = "row-" + ++this.rounds;
			int status = run(id, target, "-Ddrover.test.halt-at=" + open.get(0));
			assertThat(status).as(() -> open.get(0) + said()).isEqualTo(TestFaults.HALTED);
			open.remove(0);
			while (status == TestFaults.HALTED && !open.isEmpty()) {
				status = child("-Ddrover.test.halt-at=" + open.get(0), "restart", id);
				if (status == TestFaults.HALTED) {
					open.remove(0);
				}
			}
			if (status == TestFaults.HALTED) {
				status = this.scene.drover("restart", id).status();
			}
			assertThat(status).as(() -> "before " + open + said()).isZero();
			this.scene.isWhole(target, id);
		}
	}

	@Test
	@Tag("proof")
	void everyPlaceEveryTimeWithPostgresqlAsTheTarget() throws Exception {
		survives((round) -> Place.postgresql());
	}

	@Test
	@Tag("proof")
	void everyPlaceEveryTimeWithH2AsTheTarget() throws Exception {
		survives((round) -> Place.h2(this.directory.resolve("h2-" + round)));
	}

	@Test
	@Tag("proof")
	void everyPlaceEveryTimeWithSqliteAsTheTarget() throws Exception {
		survives((round) -> Place.sqlite(this.directory.resolve("target-" + round + ".sqlite")));
	}

	@Test
	void theSamePlaceTwiceInARow() throws Exception {
		survivesTwo(List.of("copy.after-commit"), (round) -> Place.postgresql());
	}

	@Test
	@Tag("proof")
	void everyPlaceTwiceInARow() throws Exception {
		begin();
		List<String> points = points(Place.h2(this.directory.resolve("h2-first"))).stream().distinct().toList();
		survivesTwo(points, (round) -> Place.postgresql());
		survivesTwo(points, (round) -> Place.h2(this.directory.resolve("h2-" + round)));
		survivesTwo(points, (round) -> Place.sqlite(this.directory.resolve("target-" + round + ".sqlite")));
	}

	private void begin() throws Exception {
		Path source = this.directory.resolve("source.sqlite");
		if (!Files.exists(source)) {
			this.scene = Scene.in(this.directory, Place.sqlite(source), 1200);
		}
	}

	/** All places that a run passes, in their order. */
	private List<String> points(Place target) throws Exception {
		Path record = this.directory.resolve("points");
		assertThat(run("whole", target, "-Ddrover.test.record=" + record)).as(this::said).isZero();
		List<String> points = Files.readAllLines(record);
		assertThat(points).contains("prepare.inspected", "schema.statement", "schema-sync.frozen", "copy.before-commit",
				"verify.compared", "cleanup.completed", "cleanup.removed");
		return points;
	}

	private void survives(IntFunction<Place> targets) throws Exception {
		begin();
		List<String> points = points(targets.apply(0));
		Map<String, Integer> numbers = new LinkedHashMap<>();
		for (int i = 0; i < points.size(); i++) {
			numbers.put(points.get(i) + " " + i, i + 1);
		}
		for (Map.Entry<String, Integer> point : numbers.entrySet()) {
			Place target = targets.apply(point.getValue());
			String id = "kill-" + point.getValue();
			assertThat(run(id, target, "-Ddrover.test.halt=" + point.getValue())).as(() -> point + said())
				.isEqualTo(TestFaults.HALTED);
			Answer again = this.scene.drover("restart", id);
			assertThat(again.status()).as("killed at %s: %s", point, again).isZero();
			this.scene.isWhole(target, id);
		}
		System.out.println("killed at " + numbers.keySet());
	}

	private void survivesTwo(List<String> points, IntFunction<Place> targets) throws Exception {
		begin();
		for (String point : points) {
			int number = ++this.rounds;
			Place target = targets.apply(number);
			String id = "two-" + number;
			String halt = "-Ddrover.test.halt-at=" + point;
			assertThat(run(id, target, halt)).as(() -> point + said()).isEqualTo(TestFaults.HALTED);
			int second = child(halt, "restart", id);
			// what comes behind the last phase is not passed again
			assertThat(second).as(() -> point + said()).isIn(TestFaults.HALTED, point.startsWith("cleanup.") ? 0 : -1);
			if (second != 0) {
				Answer again = this.scene.drover("restart", id);
				assertThat(again.status()).as("killed twice at %s: %s", point, again).isZero();
			}
			this.scene.isWhole(target, id);
		}
		System.out.println("killed twice at " + points);
	}

	private int run(String id, Place target, String option) throws Exception {
		Path plan = this.scene.plan(id, this.scene.source(), target, "verify: {level: full}\n");
		return child(option, "run", plan.toString());
	}

	private int child(String option, String... words) throws Exception {
		List<String> all = new ArrayList<>(List.of(words));
		all.addAll(List.of("--data-dir", this.directory.resolve("data").toString()));
		return Child.start(this.directory, Map.of(), List.of(option), all.toArray(String[]::new)).waitFor();
	}

	/** What the processes have said. */
	private String said() {
		try {
			return "\n" + Files.readString(this.directory.resolve("child.log"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
