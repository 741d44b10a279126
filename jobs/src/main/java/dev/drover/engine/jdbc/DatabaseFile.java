package dev.drover.engine.jdbc;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;

/**
 * A database that is a file.
 */
public final class DatabaseFile {

	private DatabaseFile() {
	}

	/**
	 * Whether the file is there.
	 * @throws DroverException CONN_003 if it is not and could not be created
	 */
	public static boolean exists(Path file, String endpoint) {
		if (Files.exists(file)) {
			return true;
		}
		Path directory = file.toAbsolutePath().getParent();
		if (directory == null || !Files.isDirectory(directory) || !Files.isWritable(directory)) {
			throw new DroverException(ErrorCode.CONN_003,
					"the file of " + endpoint + " is not there, and " + directory + " is no directory to create it in",
					"correct the url in the plan, or make the directory");
		}
		return false;
	}

}
