package dev.drover.app.wrong;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A row without a parent comes into the source after the look for such rows, so that only
 * the end finds it.
 */
class LateOrphanIT {

	private static final int ROWS = 600;

	private static final String DELETE = "DELETE FROM CHILD WHERE id = 9000000";

	private static final String ADOPT = "INSERT INTO PARENT VALUES (9000001, 'late', 'late')";

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource({ "POSTGRESQL, delete, 50", "MYSQL, adopt, 100", "SQLITE, delete, 100" })
	void itEndsWithItsCodeAndARestartGoesOnOnceBothSidesAreMended(RollbackIT.Kind kind, String way, int compared)
			throws Exception {
		Place source = Place.h2(this.directory.resolve("source"));
		Scene scene = Scene.in(this.directory, source, ROWS);
		Place target = kind.place(this.directory);
		Path plan = scene.plan("late", source, target, "verify: {sample_percentage: " + compared + "}\n");
		TestFaults.during("prepare.inspected", 1, () -> addOrphan(source), () -> scene.drover("run", plan.toString()))
			.isOneLine(3, "SCHEMA_005", "9000001", "restart");
		assertThat(state(scene)).isEqualTo("FAILED");
		assertThat(target.number("SELECT count(*) FROM CHILD")).isEqualTo(ROWS + 1);
		scene.drover("restart", "late").isOneLine(2, "SCHEMA_005", "9000001");
		for (Place side : new Place[] { source, target }) {
			side.execute(way.equals("delete") ? DELETE : ADOPT);
		}
		Answer restart = scene.drover("restart", "late");
		assertThat(restart.status()).as(restart.toString()).isZero();
		assertThat(state(scene)).isEqualTo("COMPLETED");
		int parents = way.equals("delete") ? ROWS : ROWS + 1;
		assertThat(target.number("SELECT count(*) FROM PARENT")).isEqualTo(parents);
		assertThat(target.number("SELECT count(*) FROM CHILD")).isEqualTo(parents);
		Answer verify = scene.drover("verify", "late");
		assertThat(verify.status()).as(verify.toString()).isZero();
	}

	private static void addOrphan(Place source) {
		try {
			source.execute("SET REFERENTIAL_INTEGRITY FALSE", "INSERT INTO CHILD VALUES (9000000, 9000001, 1)",
					"SET REFERENTIAL_INTEGRITY TRUE");
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String state(Scene scene) {
		JsonNode status = new JsonMapper().readTree(scene.drover("status", "late", "--json").out());
		return status.get("state").asString();
	}

}
