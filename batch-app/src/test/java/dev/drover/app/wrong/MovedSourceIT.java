package dev.drover.app.wrong;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The source is written to between the death of a process and the restart: finished
 * chunks stay, and the comparison decides.
 */
class MovedSourceIT {

	@TempDir
	Path directory;

	private Scene scene;

	@BeforeEach
	void copyHalf() throws Exception {
		this.scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), 1200);
		Path plan = this.scene.plan("moved", Place.sqlite(this.directory.resolve("target.sqlite")));
		Process process = Child.start(this.directory, Map.of(), List.of("-Ddrover.test.halt-at=copy.after-commit"),
				"run", plan.toString(), "--data-dir", this.directory.resolve("data").toString());
		assertThat(process.waitFor()).isEqualTo(TestFaults.HALTED);
	}

	private JsonNode report() throws Exception {
		return new JsonMapper().readTree(Files.readString(this.directory.resolve("data/reports/moved.json")));
	}

	@Test
	void aRowThatCameBehindTheCopyIsCopied() throws Exception {
		this.scene.source()
			.execute("INSERT INTO parent VALUES (9000000, 'late', 'late')",
					"INSERT INTO child VALUES (9000000, 9000000, 1)");
		Answer restart = this.scene.drover("restart", "moved");
		assertThat(restart.status()).as(restart.toString()).isZero();
		JsonNode report = report();
		assertThat(report.get("totals").get("rows_source").asLong()).isEqualTo(2402);
		assertThat(report.get("totals").get("rows_copied").asLong()).isEqualTo(2402);
		assertThat(report.get("totals").get("rows_verified").asLong()).isEqualTo(2402);
		assertThat(report.get("findings").valueStream().map((finding) -> finding.get("code").asString()))
			.contains("DATA_005");
	}

	@Test
	void aRowThatWentBeforeTheCopyIsADifference() throws Exception {
		this.scene.source()
			.execute("DELETE FROM child WHERE id = 1 OR parent_id = 3", "DELETE FROM parent WHERE id = 3");
		Answer restart = this.scene.drover("restart", "moved");
		assertThat(restart.status()).as(restart.toString()).isEqualTo(3);
		assertThat(report().get("tables").valueStream().flatMap((table) -> table.get("differences").valueStream()))
			.isNotEmpty()
			.allSatisfy((difference) -> assertThat(difference.get("kind").asString()).isEqualTo("extra"));
	}

}
