package dev.drover.ledger;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An embedded control database without a row, made once after a build: a copy of it is
 * there much sooner than all scripts have been run. Whether its schema is up to date is
 * looked at as with any other.
 */
final class ControlTemplate {

	private static final Logger LOG = LoggerFactory.getLogger(ControlTemplate.class);

	/** Set by the launcher. */
	private static final String PROPERTY = "drover.control.template";

	private final Path file;

	ControlTemplate(Path file) {
		this.file = file;
	}

	/** The one that the launcher names, if it names one. */
	static Optional<ControlTemplate> installed() {
		return Optional.ofNullable(System.getProperty(PROPERTY))
			.map(Path::of)
			.filter(Files::isReadable)
			.map(ControlTemplate::new);
	}

	/**
	 * Makes a control database where none is. Nobody ever sees a part of it; where that
	 * can't be had, there is none, and the scripts make it.
	 */
	void copyTo(Path database) {
		if (Files.exists(database)) {
			return;
		}
		try {
			Path copy = database.resolveSibling("control." + ProcessHandle.current().pid() + ".new");
			// fails if it is there: a process of that number in another container may
			// just
			// have made it the database
			Files.createFile(copy);
			try {
				Files.write(copy, Files.readAllBytes(this.file));
				// unlike a move it never takes the place of one that somebody made
				// meanwhile
				Files.createLink(database, copy);
			}
			finally {
				Files.delete(copy);
			}
		}
		catch (FileAlreadyExistsException ex) {
			LOG.debug("{} was made by another process", database);
		}
		catch (IOException | UnsupportedOperationException ex) {
			LOG.debug("{} is not a copy of {}: {}", database, this.file, ex.getMessage());
		}
	}

}
