package dev.drover.fault;

import java.io.EOFException;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailuresTests {

	/** As MySQL's driver tells of a server that dies in the middle of a row. */
	private static final String MESSAGE = "Error retrieving record: Unexpected Exception: java.io.EOFException message"
			+ " given: Expected to read 25 bytes, read 21 bytes before connection was unexpectedly lost.\n\n"
			+ "Nested Stack Trace:\n\n\n** BEGIN NESTED EXCEPTION **\n\njava.io.EOFException\n\tat a.B.c(B.java:1)";

	@Test
	void aLineThatIsCutInTheMiddleOfARowIsALostConnection() {
		assertThat(Failures.code(new SQLException(MESSAGE, "S1000"))).contains(ErrorCode.CONN_004);
		assertThat(Failures.code(new SQLException("no word of it", "S1000", new EOFException("end"))))
			.contains(ErrorCode.CONN_004);
		assertThat(Failures.code(new SQLException("something else", "S1000"))).isEmpty();
	}

	@Test
	void aStackTraceInAMessageIsNotTold() {
		assertThat(Failures.of(new SQLException(MESSAGE, "S1000"), "db", "copying", ErrorCode.COPY_001, "again")
			.getMessage()).startsWith("CONN_004 db, copying: ")
			.contains("unexpectedly lost")
			.doesNotContain("B.java", "Exception");
	}

}
