package dev.drover.app.cli;

/**
 * What the live demo has shown, as people read it.
 */
final class LiveDemoText {

	private LiveDemoText() {
	}

	static String of(LiveDemoResult result) {
		Columns switches = new Columns(2, "switch", "owner", "write pause");
		result.switches().forEach((each) -> switches.row(each.command(), each.owner(), each.writePauseMs() + " ms"));
		Columns writes = new Columns(1, "acknowledged writes", Figures.count(result.acknowledgedWrites()));
		writes.row("writes found at " + result.owner(), Figures.count(result.writesFound()));
		writes.row("longest write pause", result.writePauseMs() + " ms");
		writes.row("longest wait for one write", result.longestWriteMs() + " ms");
		return "\n" + switches.text("") + "\n" + writes.text("") + "\nnext: drover rollback " + result.id()
				+ ", or drover finalize " + result.id() + "\n";
	}

}
