package dev.drover.app.wrong;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The end of a way back fails in its middle, without a kill: the same command finishes
 * it.
 */
class FinalizedAgainIT {

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "finalize.entered", "capture.table-removed", "capture.removed" })
	void whatFailedIsFinishedByTheSameCommand(String point) throws Exception {
		Followed followed = Followed.in(this.directory, 300, "cutover: {gate: auto}\n");
		assertThat(followed.run().status()).isZero();
		Answer failed = TestFaults.during(Map.of(point, FinalizedAgainIT::fail), () -> followed.drover("finalize"));
		assertThat(failed.status()).as(failed.toString()).isEqualTo(1);
		assertThat(left(followed)).as("else nothing is shown").isTrue();
		followed.does("finalize");
		assertThat(left(followed)).isFalse();
		assertThat(followed.status().get("state").asString()).isEqualTo("FINALIZED");
		followed.does("finalize");
		followed.isEqual();
	}

	private static void fail() {
		throw new IllegalStateException("a server is away, say");
	}

	private static boolean left(Followed followed) throws Exception {
		return (followed.scene().source().dump().get("schema").toString()
				+ followed.target().dump().get("schema").toString())
			.contains("drover_");
	}

}
