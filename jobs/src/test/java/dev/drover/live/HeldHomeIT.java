package dev.drover.live;

import java.sql.Connection;
import java.sql.SQLException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.drover.copy.Checkpoints;
import dev.drover.engine.jdbc.Statements;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.FaultPoints;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A migration that stands still while it makes or drops what others share holds up none
 * of them for ever.
 */
@Tag("proof")
class HeldHomeIT {

	private static final int MORE_THAN_A_MINUTE = 80;

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mysql" })
	void whoWaitsForMoreThanAMinuteIsTold(String engine) throws Exception {
		Database target = engine.equals("mysql") ? Database.mysql("new") : Database.postgresql("new");
		try (Connection still = target.engine().connect(target.endpoint())) {
			Statements.execute(still, target.engine().dialect().lockHome());
			Session.Waiting late = Session.Waiting.of(() -> create(target));
			assertThat(late.endsWithin(MORE_THAN_A_MINUTE)).isTrue();
			assertThat(late.failure()).isInstanceOfSatisfying(DroverException.class,
					(told) -> assertThat(told.code()).isEqualTo(ErrorCode.TIME_001));
		}
		create(target);
	}

	private static void create(Database target) throws SQLException {
		try (Connection connection = target.engine().connect(target.endpoint())) {
			new Checkpoints(target.engine(), "late", FaultPoints.NONE).create(connection);
		}
	}

}
