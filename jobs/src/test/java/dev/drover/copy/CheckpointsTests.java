package dev.drover.copy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.engine.Engine;
import dev.drover.engine.Engines;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.FaultPoints;
import dev.drover.plan.Endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CheckpointsTests {

	@TempDir
	private Path directory;

	private Connection target;

	private Checkpoints checkpoints;

	@BeforeEach
	void open() throws SQLException {
		Endpoint here = new Endpoint("here", "jdbc:h2:file:" + this.directory.resolve("target"), null, null);
		Engine engine = Engines.forUrl(here.url()).at(here);
		this.target = engine.connect(here);
		this.checkpoints = new Checkpoints(engine, "m", FaultPoints.NONE);
		this.checkpoints.create(this.target);
		this.checkpoints.prepare(this.target, "p1", "t");
	}

	@AfterEach
	void close() throws SQLException {
		this.target.close();
	}

	private void refused(long claim) {
		assertThatThrownBy(() -> this.checkpoints.ofClaim(claim).claim(this.target, "p1", "t")).isInstanceOfSatisfying(
				DroverException.class, (told) -> assertThat(told.code()).isEqualTo(ErrorCode.COPY_002));
	}

	@Test
	void whoeverHeldAClaimThatIsFencedCantBecomeTheOwnerForTheFirstTime() throws SQLException {
		// cut off after it had the claim, before it told the target
		this.checkpoints.fence(this.target, "p1", 3);
		refused(1);
		refused(3);
		assertThat(this.checkpoints.claims(this.target)).containsEntry("p1", 4L);
		assertThat(this.checkpoints.claim(this.target, "p1", "t").epoch()).as("of one process").isPositive();
		refused(3);
		assertThat(this.checkpoints.ofClaim(5).claim(this.target, "p1", "t").epoch()).isPositive();
	}

	@Test
	void theFenceIsAboveWhateverTheTargetKnows() throws SQLException {
		this.checkpoints.ofClaim(7).claim(this.target, "p1", "t");
		this.checkpoints.fence(this.target, "p1", 3);
		refused(7);
		assertThat(this.checkpoints.claims(this.target)).containsEntry("p1", 8L);
	}

}
