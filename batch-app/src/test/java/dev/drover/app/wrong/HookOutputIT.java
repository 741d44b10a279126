package dev.drover.app.wrong;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a hook writes is kept, and stops nothing, whichever control database has to take
 * it.
 */
class HookOutputIT {

	@TempDir
	Path directory;

	@Test
	void aZeroByteIsNoReasonNotToSwitch() throws Exception {
		Scene scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), 10);
		Place control = Place.postgresql();
		Path plan = scene.plan("hooked", scene.source(), Place.sqlite(this.directory.resolve("target.sqlite")),
				"hooks: {before_cutover: 'printf \"a\\000b\"', after_cutover: 'printf \"c\\000\"; false'}\n");
		Answer run = scene.drover(Map.of("DROVER_CONTROL_URL", control.url(), "DROVER_CONTROL_USER", control.user(),
				"DROVER_CONTROL_PASSWORD", control.password()), "run", plan.toString());
		assertThat(run.status()).as(run.toString()).isZero();
		assertThat(control.rows("SELECT detail FROM drover_audit WHERE action IN ('before_cutover', 'after_cutover')"
				+ " ORDER BY detail"))
			.containsExactly("exit status 0: a\ufffdb", "exit status 1: c\ufffd");
	}

}
