package dev.drover.engine;

import java.sql.SQLException;

/**
 * A {@link RawTransfer} could not read its source; all its other failures are the
 * target's.
 */
public class RawReadException extends SQLException {

	private static final long serialVersionUID = 1L;

	public RawReadException(SQLException cause) {
		super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
	}

}
