package dev.drover.job;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OwnerTests {

	private static final long HOUR = 3_600_000;

	private static String with(String owner, int part, String other) {
		String[] parts = owner.split("\\|", -1);
		parts[part] = other;
		return String.join("|", parts);
	}

	/** The name that another process of this machine would have. */
	private static String of(Process process) {
		return with(with(Owner.self(), 1, String.valueOf(process.pid())), 2,
				Processes.start(process.pid()).orElseThrow()) + "|mark";
	}

	@Test
	void anAttemptOfThisProcessLivesUntilItsEndAndNoLonger() {
		Attempt attempt = Attempt.begin();
		assertThat(Owner.alive(attempt.owner(), HOUR)).isTrue();
		assertThat(attempt.owner()).hasSizeLessThan(300);
		attempt.close();
		assertThat(Owner.alive(attempt.owner(), 0)).as("whose ownership could not be given back").isFalse();
	}

	@Test
	void whoKeepsAWayBackCanBeToldFromOthers() {
		try (Attempt keeper = Attempt.beginToKeep(); Attempt other = Attempt.begin()) {
			assertThat(Owner.keepsWayBack(keeper.owner())).isTrue();
			assertThat(Owner.keepsWayBack(other.owner())).isFalse();
			assertThat(Owner.alive(keeper.owner(), HOUR)).isTrue();
			assertThat(keeper.owner()).hasSizeLessThan(300);
		}
	}

	@Test
	void twoAttemptsOfOneProcessAreTwoOwners() {
		try (Attempt one = Attempt.begin(); Attempt other = Attempt.begin()) {
			assertThat(one.owner()).isNotEqualTo(other.owner());
		}
	}

	@Test
	void aProcessOfThisMachineIsLookedAtAndItsSilenceMeansNothing() throws IOException, InterruptedException {
		Process process = new ProcessBuilder("sleep", "600").start();
		String owner = of(process);
		assertThat(Owner.alive(owner, HOUR)).as("a process that hangs may go on").isTrue();
		process.destroyForcibly().waitFor();
		assertThat(Owner.alive(owner, 0)).as("a restart need not wait after a kill").isFalse();
	}

	@Test
	void aProcessNumberThatCameAgainIsNotTheOwner() throws IOException, InterruptedException {
		Process process = new ProcessBuilder("sleep", "600").start();
		try {
			assertThat(Owner.alive(with(of(process), 2, "1"), 0)).isFalse();
			assertThat(Owner.alive(with(Owner.self(), 2, "1") + "|mark", 0)).isFalse();
		}
		finally {
			process.destroyForcibly().waitFor();
		}
	}

	@Test
	void anotherMachineOrContainerOfTheSameNameAndNumberIsToldByItsSignsOfLife() {
		for (String elsewhere : List.of(with(Owner.self(), 3, "other-space") + "|mark",
				with(Owner.self(), 0, "other-host") + "|mark")) {
			assertThat(Owner.alive(elsewhere, Owner.LEASE_MILLIS - 1)).isTrue();
			assertThat(Owner.alive(elsewhere, Owner.LEASE_MILLIS)).isFalse();
		}
	}

}
