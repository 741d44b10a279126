package dev.drover.app.wrong;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * H2 writes with a delay: what is called COMPLETED has to be in its file by then.
 */
class DurableEndIT {

	@TempDir
	Path directory;

	@Test
	void keysSurviveAKillRightAfterTheMigrationIsCompleted() throws Exception {
		Scene scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), 100);
		Place target = Place.h2(this.directory.resolve("target"));
		Path plan = scene.plan("durable", scene.source(), target, "verify: {level: none}\n");
		int status = Child
			.start(this.directory, Map.of(), List.of("-Ddrover.test.halt-at=cleanup.completed"), "run", plan.toString(),
					"--data-dir", this.directory.resolve("data").toString())
			.waitFor();
		assertThat(status).isEqualTo(TestFaults.HALTED);
		Answer again = scene.drover("restart", "durable");
		assertThat(again.status()).as(again.toString()).isZero();
		assertThat(target.number("SELECT count(*) FROM information_schema.table_constraints"
				+ " WHERE constraint_type = 'FOREIGN KEY' AND table_name = 'CHILD'"))
			.isOne();
		assertThat(target.number("SELECT count(*) FROM information_schema.indexes WHERE index_name = 'CHILD_PARENT'"))
			.isOne();
		assertThat(target.number("SELECT count(*) FROM child")).isEqualTo(100);
	}

}
