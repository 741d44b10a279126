package dev.drover.verify;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Engine;
import dev.drover.schema.TableMapping;

/**
 * Whether a table has values of which a small heap can't hold one of each side at a time.
 */
final class LargeValues {

	/** Heaps in bytes from which on nobody asks. */
	private static final long AMPLE = 1L << 30;

	private static final int SHARE = 16;

	private final TableMapping mapping;

	private final Engine source;

	private final Connection from;

	private final Engine target;

	private final Connection to;

	private @Nullable Boolean known;

	LargeValues(TableMapping mapping, Engine source, Connection from, Engine target, Connection to) {
		this.mapping = mapping;
		this.source = source;
		this.from = from;
		this.target = target;
		this.to = to;
	}

	/** Whether there may be such values; both sides have to say so. */
	boolean there() throws SQLException {
		Boolean told = this.known;
		if (told == null) {
			long heap = Runtime.getRuntime().maxMemory();
			told = heap < AMPLE
					&& this.source.mayHoldLarger(this.from, this.mapping.source().name(), this.mapping.sourceColumns(),
							heap / SHARE)
					&& this.target.mayHoldLarger(this.to, this.mapping.target().name(), this.mapping.targetColumns(),
							heap / SHARE);
			this.known = told;
		}
		return told;
	}

}
