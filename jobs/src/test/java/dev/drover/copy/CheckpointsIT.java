package dev.drover.copy;

import java.sql.Connection;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;

import dev.drover.engine.Engine;
import dev.drover.engine.Engines;
import dev.drover.fault.FaultPoints;
import dev.drover.plan.Endpoint;
import dev.drover.testserver.MysqlServer;

import static org.assertj.core.api.Assertions.assertThat;

class CheckpointsIT {

	private final MysqlServer server = MysqlServer.mariadb();

	private Endpoint database() {
		return new Endpoint("there", this.server.createDatabase(), this.server.user(), this.server.password());
	}

	/** One server is the target of several migrations, each into its own database. */
	@Test
	void thoseOfAnotherDatabaseAreNotSeen() throws SQLException {
		Endpoint here = database();
		Engine engine = Engines.forUrl(here.url()).at(here);
		try (Connection other = engine.connect(database()); Connection connection = engine.connect(here)) {
			new Checkpoints(engine, "elsewhere", FaultPoints.NONE).create(other);
			Checkpoints checkpoints = new Checkpoints(engine, "here", FaultPoints.NONE);
			assertThat(checkpoints.exist(connection)).isFalse();
			assertThat(checkpoints.open(connection)).isFalse();
			checkpoints.create(connection);
			assertThat(checkpoints.exist(connection)).isTrue();
			assertThat(checkpoints.open(connection)).isFalse();
			checkpoints.prepare(connection, "p0001", "t");
			assertThat(checkpoints.open(connection)).isTrue();
		}
	}

}
