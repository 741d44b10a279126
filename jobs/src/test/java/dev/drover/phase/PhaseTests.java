package dev.drover.phase;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class PhaseTests {

	private static Set<Phase> from(Phase phase) {
		return Arrays.stream(Phase.values())
			.filter((next) -> next != phase && phase.mayBecome(next))
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(Phase.class)));
	}

	@ParameterizedTest
	@EnumSource(names = { "PREPARING", "SCHEMA_SYNC", "COPYING", "CATCHING_UP", "VERIFYING", "READY", "CUTTING_OVER",
			"VALIDATING" })
	void whatWorksTowardsTheSwitchMayPauseStopFailAndBeTakenBack(Phase phase) {
		assertThat(from(phase)).contains(Phase.PAUSED, Phase.STOPPED, Phase.FAILED, Phase.ROLLING_BACK);
	}

	@ParameterizedTest
	@EnumSource(names = { "PAUSED", "STOPPED", "FAILED", "PENDING" })
	void whatRestsBeginsAgainFailsOrIsTakenBack(Phase phase) {
		assertThat(from(phase))
			.containsExactlyInAnyOrder(Arrays.stream(new Phase[] { Phase.PREPARING, Phase.ROLLING_BACK, Phase.FAILED })
				.filter((next) -> next != phase)
				.toArray(Phase[]::new));
	}

	@ParameterizedTest
	@EnumSource(names = { "COMPLETED", "FINALIZED", "ROLLED_BACK", "ROLLING_BACK", "STOPPED", "FAILED", "PENDING" })
	void whatHasEndedOrIsTakenBackCantPause(Phase phase) {
		assertThat(phase.mayBecome(Phase.PAUSED)).isFalse();
	}

	@Test
	void nothingComesAfterTheEndOfTheWayBack() {
		assertThat(from(Phase.FINALIZED)).isEmpty();
		assertThat(from(Phase.COMPLETED)).containsExactlyInAnyOrder(Phase.ROLLING_BACK, Phase.FINALIZED);
		assertThat(from(Phase.ROLLED_BACK)).containsExactlyInAnyOrder(Phase.CUTTING_OVER, Phase.FINALIZED);
	}

	/** Only where the target has been the owner; otherwise it is taken back. */
	@Test
	void aWayBackMayBeGivenUpWhereverItIs() {
		assertThat(Arrays.stream(Phase.values()).filter((phase) -> from(phase).contains(Phase.FINALIZED)))
			.containsExactlyInAnyOrder(Phase.COMPLETED, Phase.ROLLED_BACK, Phase.ROLLING_BACK, Phase.CUTTING_OVER,
					Phase.VALIDATING);
	}

	@Test
	void aSwitchBackThatWasNotMadeMayBeDoneWithout() {
		assertThat(from(Phase.ROLLING_BACK)).containsExactlyInAnyOrder(Phase.ROLLED_BACK, Phase.FAILED, Phase.FINALIZED,
				Phase.COMPLETED);
	}

	@Test
	void theGateMayBeLetGoAgain() {
		assertThat(Phase.CUTTING_OVER.mayBecome(Phase.READY)).isTrue();
		assertThat(Phase.READY.mayBecome(Phase.COMPLETED)).isFalse();
		assertThat(Phase.COPYING.mayBecome(Phase.READY)).isFalse();
	}

	@Test
	void aPausedMigrationIsNotAtWorkAndHasNotEnded() {
		assertThat(Phase.PAUSED.running()).isFalse();
		assertThat(Phase.PAUSED.ended()).isFalse();
	}

}
