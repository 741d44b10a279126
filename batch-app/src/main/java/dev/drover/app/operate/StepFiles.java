package dev.drover.app.operate;

import java.nio.file.Path;
import java.util.function.Supplier;

import dev.drover.progress.Progress;
import dev.drover.progress.ProgressJson;
import dev.drover.progress.ProgressListener;
import dev.drover.progress.StepCheckpoint;

/**
 * Leaves {@code checkpoints/<id>/<step>.json} after each step, and passes everything on.
 */
final class StepFiles implements ProgressListener {

	private final Path directory;

	private final ProgressListener next;

	StepFiles(Path dataDir, ProgressListener next) {
		this.directory = dataDir.resolve("checkpoints");
		this.next = next;
	}

	@Override
	public void begun(Supplier<Progress> progress) {
		this.next.begun(progress);
	}

	@Override
	public void stepBegun(String step) {
		this.next.stepBegun(step);
	}

	@Override
	public void stepEnded(StepCheckpoint step) {
		WholeFile.write(this.directory.resolve(step.id()).resolve(step.step() + ".json"), ProgressJson.indented(step));
		this.next.stepEnded(step);
	}

	@Override
	public void notice(String text) {
		this.next.notice(text);
	}

	@Override
	public void ended() {
		this.next.ended();
	}

}
