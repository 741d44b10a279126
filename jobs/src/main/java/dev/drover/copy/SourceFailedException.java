package dev.drover.copy;

import java.sql.SQLException;

/**
 * Reading from the source failed; all other SQL failures of a copy are the target's.
 */
public class SourceFailedException extends SQLException {

	private static final long serialVersionUID = 1L;

	SourceFailedException(SQLException cause) {
		super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
	}

}
