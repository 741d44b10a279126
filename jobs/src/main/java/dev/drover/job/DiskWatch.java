package dev.drover.job;

import java.io.IOException;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Access;
import dev.drover.engine.DiskSpace;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.plan.Endpoint;

/**
 * Looks after the disk of an embedded target while rows are copied, so that the copy ends
 * before the disk is full for everybody.
 */
final class DiskWatch {

	private final Access access;

	private final Endpoint endpoint;

	private final String migration;

	DiskWatch(Access access, Endpoint endpoint, String migration) {
		this.access = access;
		this.endpoint = endpoint;
		this.migration = migration;
	}

	/** Why nothing more may be written, or {@code null}. */
	@Nullable DroverException full() {
		Optional<DiskSpace> disk = disk();
		if (disk.isEmpty() || disk.get().spareBytes() > 0) {
			return null;
		}
		return new DroverException(ErrorCode.DISK_001,
				"the disk of " + this.endpoint.name() + " is nearly full: " + disk.get().freeBytes()
						+ " bytes are free in " + disk.get().directory() + ", " + disk.get().reserveBytes()
						+ " stay in reserve",
				"free space there, then drover restart " + this.migration);
	}

	/** A disk that can't be asked ends nothing: a write says more. */
	private Optional<DiskSpace> disk() {
		try {
			return this.access.disk(this.endpoint);
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

}
