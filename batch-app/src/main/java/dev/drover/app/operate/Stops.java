package dev.drover.app.operate;

import java.util.function.Supplier;

import dev.drover.job.Migrations;
import dev.drover.progress.ProgressListener;

/**
 * How work of this process hears that it is to stop at the next chunk.
 */
interface Stops {

	/**
	 * During an attempt or a comparison.
	 * @param listener may be told what follows
	 */
	<T> T during(Migrations migrations, ProgressListener listener, Supplier<T> work);

	/** During what comes after the switch, or takes a migration back. */
	<T> T closing(Migrations migrations, Supplier<T> work);

}
