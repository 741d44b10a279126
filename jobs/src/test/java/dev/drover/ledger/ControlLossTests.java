package dev.drover.ledger;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;

class ControlLossTests {

	@Test
	void aLineThatBreaksIsALoss() {
		SQLException broken = new SQLException("An I/O error occurred", "08006", new IOException("reset"));
		assertThat(ControlLoss.is(new DataAccessResourceFailureException("update", broken))).isTrue();
		assertThat(ControlLoss.is(new CannotCreateTransactionException("begin", broken))).isTrue();
		assertThat(ControlLoss.is(new DroverException(ErrorCode.CONN_006, "the control database was lost", "",
				new DataAccessResourceFailureException("update", broken))))
			.isTrue();
	}

	@Test
	void aServerThatStartsOrStopsAndAPoolThatHasNoConnectionAreLosses() {
		assertThat(ControlLoss.is(new CannotGetJdbcConnectionException("none",
				new SQLTransientConnectionException("not available, request timed out"))))
			.isTrue();
		assertThat(ControlLoss.is(new UncategorizedSQLException("update", null,
				new SQLException("the database system is starting up", "57P03"))))
			.isTrue();
		assertThat(
				ControlLoss.is(new UncategorizedSQLException("update", null, new SQLException("Connection is closed"))))
			.isTrue();
	}

	@Test
	void whatComesAgainEachTimeIsNone() {
		assertThat(ControlLoss.is(new BadSqlGrammarException("update", "SELECT",
				new SQLException("permission denied for table drover_claim", "42501"))))
			.isFalse();
		assertThat(ControlLoss.is(new DuplicateKeyException("insert", new SQLException("duplicate key", "23505"))))
			.isFalse();
		assertThat(ControlLoss
			.is(new CannotGetJdbcConnectionException("none", new SQLTransientConnectionException("timed out", "28P01",
					new SQLException("password authentication failed", "28P01")))))
			.isFalse();
	}

	@Test
	void aSideOfThePlanIsNotTheControlDatabase() {
		assertThat(ControlLoss.is(new DroverException(ErrorCode.CONN_004, "the target, copying", "",
				new SQLException("An I/O error occurred", "08006"))))
			.isFalse();
		assertThat(ControlLoss.is(null)).isFalse();
	}

}
