package dev.drover.app.wrong;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two operators, or two managers that know nothing of each other, do something with the
 * same migration at once: one does it, the other is told who does, and at no time do both
 * sides take writes.
 */
class OperatorsIT {

	private static final int HALTED = 99;

	private static final String WHO = "is running in process " + ProcessHandle.current().pid() + " of ";

	@TempDir
	Path directory;

	@Test
	void whoComesWhileAnotherSwitchesBackIsToldWhoDoes() throws Exception {
		Followed followed = Followed.in(this.directory, 300, "");
		assertThat(followed.run().status()).isZero();
		List<Answer> others = new ArrayList<>();
		Answer back = TestFaults.during("close.entered", 1, () -> {
			for (String command : List.of("rollback", "finalize", "restart", "cutover", "pause")) {
				others.add(followed.drover(command));
			}
		}, () -> followed.drover("rollback"));
		assertThat(back.status()).as(back.toString()).isZero();
		others.subList(0, 3).forEach((other) -> other.isOneLine(2, "PLAN_004", WHO));
		others.get(3).isOneLine(2, "PLAN_009", "a cutover needs one that waits at READY");
		others.get(4).isOneLine(2, "PLAN_009", "can be stopped and not paused");

		List<Answer> more = new ArrayList<>();
		Answer again = TestFaults.during("close.entered", 1, () -> {
			for (String command : List.of("rollback", "finalize", "restart")) {
				more.add(followed.drover(command));
			}
		}, () -> followed.drover("cutover"));
		assertThat(again.status()).as(again.toString()).isZero();
		more.forEach((other) -> other.isOneLine(2, "PLAN_004", WHO));
		followed.isEqual();
	}

	@Test
	void whoComesInTheSwitchIsToldWhoDoes() throws Exception {
		Followed followed = Followed.in(this.directory, 300, "");
		List<Answer> others = new ArrayList<>();
		Answer run = TestFaults.during("cutover.intent", 1, () -> {
			for (String command : List.of("rollback", "restart", "finalize", "cutover")) {
				others.add(followed.drover(command));
			}
		}, followed::run);
		assertThat(run.status()).as(run.toString()).isZero();
		others.subList(0, 3).forEach((other) -> other.isOneLine(2, "PLAN_004", WHO));
		others.get(3).isOneLine(2, "PLAN_009", "followed is CUTTING_OVER");
		assertThat(followed.history()).anyMatch((entry) -> entry.startsWith("switch ")
				&& entry.matches(".* owns the unit now, in place of .*, epoch 1, .*"));
		assertThat(followed.report().get("audit").get(0).get("actor").asString())
			.contains(System.getProperty("user.name") + "@", " pid " + ProcessHandle.current().pid());
	}

	@Test
	void whoComesWhileItIsFollowedOrWaitsIsToldWhoDoes() throws Exception {
		Followed followed = Followed.in(this.directory, 300, "cutover: {gate: manual}\n");
		List<Answer> others = new ArrayList<>();
		Runnable all = () -> {
			others.add(followed.run());
			for (String command : List.of("restart", "rollback", "finalize")) {
				others.add(followed.drover(command));
			}
		};
		List<Answer> words = new ArrayList<>();
		Answer run = TestFaults.during(Map.of("catch-up.caught-up", all, "cutover.waits", () -> {
			all.run();
			words.add(followed.drover("cutover"));
			words.add(followed.drover("cutover"));
		}), followed::run);
		assertThat(run.status()).as(run.toString()).isZero();
		assertThat(others).hasSize(8);
		others.forEach((other) -> other.isOneLine(2, "PLAN_004", WHO));
		assertThat(words).as(words.toString()).extracting(Answer::status).containsExactly(0, 0);
		assertThat(followed.history()).filteredOn((entry) -> entry.startsWith("switch ")).hasSize(1);
		followed.isEqual();
	}

	/**
	 * Of two processes that begin at one moment one does it, whoever is first. It stands
	 * still in its work until the other one has ended.
	 */
	@ParameterizedTest
	@CsvSource({ "run, run, schema-sync.end", "restart, restart, cutover.intent", "rollback, rollback, close.entered",
			"rollback, finalize, close.entered" })
	@Tag("proof")
	void ofTwoThatBeginAtOnceOneDoesIt(String one, String other, String point) throws Exception {
		Scene scene = Scene.in(this.directory, Place.postgresql(), 300);
		Followed followed = Followed.to(scene, Place.postgresql(), "");
		Path data = this.directory.resolve("data");
		// an embedded one would be served by the one that stands still
		Place server = Place.postgresql();
		Map<String, String> control = Map.of("DROVER_CONTROL_URL", server.url(), "DROVER_CONTROL_USER", server.user(),
				"DROVER_CONTROL_PASSWORD", server.password());
		if (!one.equals("run")) {
			String halt = "-Ddrover.test.halt-at=" + (one.equals("restart") ? "catch-up.caught-up" : "");
			int status = child(control, List.of(halt), data, "run", followed.plan().toString()).waitFor();
			assertThat(status).isEqualTo(one.equals("restart") ? HALTED : 0);
		}
		List<String> options = List.of("-Ddrover.test.stop-at=" + point);
		List<Process> both = new ArrayList<>();
		for (String command : List.of(one, other)) {
			both.add(child(control, options, data, command,
					command.equals("run") ? followed.plan().toString() : Followed.ID));
		}
		while (both.stream().allMatch(Process::isAlive)) {
			hasOneOwnerAtMost(followed);
		}
		Process winner = both.get(both.get(0).isAlive() ? 0 : 1);
		Process loser = both.get(both.get(0).isAlive() ? 1 : 0);
		String said = Files.readString(this.directory.resolve("child.log"));
		assertThat(loser.exitValue()).as(said).isEqualTo(2);
		assertThat(said).containsPattern("PLAN_004 .*process " + winner.pid() + " of ");
		Child.awakes(winner);
		while (winner.isAlive() && !other.equals("finalize")) {
			hasOneOwnerAtMost(followed);
		}
		assertThat(winner.waitFor()).as(Files.readString(this.directory.resolve("child.log"))).isZero();
		followed.isEqual();
	}

	/** Each has a control database of its own that knows the migration. */
	@ParameterizedTest
	@ValueSource(strings = "cutover.armed")
	void ofTwoManagersOneSwitches(String point) throws Exception {
		twoManagers(point);
	}

	@ParameterizedTest
	@ValueSource(strings = { "cutover.intent", "cutover.held", "cutover.moved", "cutover.opened" })
	@Tag("proof")
	void ofTwoManagersOneSwitchesFromMorePlaces(String point) throws Exception {
		twoManagers(point);
	}

	private void twoManagers(String point) throws Exception {
		Scene scene = Scene.in(this.directory, Place.postgresql(), 300);
		Followed followed = Followed.to(scene, Place.postgresql(), "");
		Path data = this.directory.resolve("data");
		Process killed = child(List.of("-Ddrover.test.halt-at=" + point), data, "run", followed.plan().toString());
		assertThat(killed.waitFor(2, TimeUnit.MINUTES)).isTrue();
		assertThat(killed.exitValue()).isEqualTo(HALTED);
		hasOneOwnerAtMost(followed);

		Path other = this.directory.resolve("other");
		copy(data, other);
		Process first = child(List.of(), data, "restart", Followed.ID);
		Process second = child(List.of(), other, "restart", Followed.ID);
		while (first.isAlive() || second.isAlive()) {
			hasOneOwnerAtMost(followed);
		}
		String said = Files.readString(this.directory.resolve("child.log"));
		assertThat(List.of(first.exitValue(), second.exitValue())).as(said).contains(0);
		assertThat(takesWrites(scene.source())).as(said).isFalse();
		assertThat(takesWrites(followed.target())).as(said).isTrue();
		for (Place side : List.of(scene.source(), followed.target())) {
			assertThat(side.rows("SELECT endpoint, epoch FROM drover.route")).as(said).hasSize(1);
		}
		followed.isEqual();
	}

	private Process child(List<String> options, Path data, String command, String what) throws IOException {
		return child(Map.of(), options, data, command, what);
	}

	private Process child(Map<String, String> control, List<String> options, Path data, String command, String what)
			throws IOException {
		return Child.start(this.directory, control, options, command, what, "--data-dir", data.toString());
	}

	private static void copy(Path from, Path to) throws IOException {
		try (Stream<Path> files = Files.walk(from)) {
			files.forEach((file) -> {
				try {
					Files.copy(file, to.resolve(from.relativize(file)));
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}
	}

	/** While a write is open on one side, no switch can pass between the two looks. */
	private static void hasOneOwnerAtMost(Followed followed) throws SQLException {
		try (Connection old = followed.scene().source().connect()) {
			old.setAutoCommit(false);
			boolean both = writes(old) && takesWrites(followed.target());
			old.rollback();
			assertThat(both).as("both sides take writes").isFalse();
		}
	}

	private static boolean takesWrites(Place place) {
		try (Connection connection = place.connect()) {
			return writes(connection);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private static boolean writes(Connection connection) {
		try (Statement statement = connection.createStatement()) {
			statement.execute("SET lock_timeout = '2s'");
			return statement.executeUpdate("UPDATE child SET amount = amount WHERE id = 1") == 1;
		}
		catch (SQLException ex) {
			return false;
		}
	}

}
