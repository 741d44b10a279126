package dev.drover.job;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;

/**
 * Databases in files that are not there: opening them would make them.
 */
final class MissingFiles {

	private MissingFiles() {
	}

	/**
	 * Looks before either side is opened.
	 * @throws DroverException CONN_003 naming the file
	 */
	static void refuse(MigrationRun run) {
		run.source()
			.access()
			.missingFile(run.sourceEndpoint())
			.or(() -> run.target().access().missingFile(run.targetEndpoint()))
			.ifPresent((file) -> {
				throw new DroverException(ErrorCode.CONN_003, "the file " + file + " is not there",
						"check the urls in the plan");
			});
	}

}
