package dev.drover.app.wrong;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * A way back is kept while the former owner comes and goes, until an operator stops it,
 * and by another process when the one that kept it has died.
 */
@Tag("proof")
class ServeWayBackIT {

	private static final String ID = Followed.ID;

	@TempDir
	Path directory;

	private static ConditionFactory patiently() {
		return Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(200)).ignoreExceptions();
	}

	private static void waitsFor(Server server, String text) {
		patiently().until(() -> server.status(ID).get("waits_for").asString(), (seen) -> seen.contains(text));
	}

	private static void change(Place owner, int amount) {
		Followed.execute(owner, "UPDATE child SET amount = " + amount + " WHERE id <= 20");
	}

	private static void arrives(Place former, int amount) {
		patiently().until(() -> former.number("SELECT count(*) FROM child WHERE amount = " + amount),
				(rows) -> rows == 20);
	}

	@Test
	void nothingIsLostWhateverHappensMeanwhile() throws Exception {
		Place source = Place.postgresql();
		Place target = Place.postgresql();
		Scene scene = Scene.in(this.directory, source, 300);
		try (CutProxy proxy = new CutProxy(source.url(), CutProxy.Where.NEVER, 0, true)) {
			Followed followed = Followed.to(new Scene(this.directory, source.at(proxy.url(source.url())), scene.rows()),
					target, "strategy: blue_green\ncutover: {gate: auto}\n");
			Server first = Server.start(this.directory, Map.of(), List.of());
			try (first; Server second = Server.start(this.directory, Map.of(), List.of())) {
				first.run(followed.plan(), "");
				first.awaits(ID, "COMPLETED");
				waitsFor(first, "is kept equal to its owner meanwhile");
				assertThat(followed.status().get("process").get("keeps_way_back").asBoolean()).isTrue();
				// whoever watches a migration waits for its end
				Answer watched = assertTimeoutPreemptively(Duration.ofMinutes(1),
						() -> followed.does("status", "--watch"));
				assertThat(watched.out()).contains("COMPLETED");

				proxy.down();
				change(target, -1);
				waitsFor(first, "can't be kept equal: CONN_");
				assertThat(first.said() + second.said()).contains("can't be kept equal: CONN_");
				assertThat(first.status(ID).get("state").asString()).isEqualTo("COMPLETED");
				proxy.heal();
				arrives(source, -1);
				patiently().until(() -> (first.said() + second.said()).contains("is kept equal again"));

				Server keeper = keeper(first, second);
				followed.does("stop");
				patiently().until(() -> first.status(ID).get("process").isNull());
				change(target, -2);
				HttpResponse<String> again = keeper.post("/api/migrations/" + ID + "/restart");
				if (again.statusCode() == 409) {
					// the other one has taken it
					assertThat(again.body()).contains("PLAN_004");
				}
				arrives(source, -2);

				Server dies = keeper(first, second);
				Server lives = (dies == first) ? second : first;
				dies.process().destroyForcibly().waitFor();
				change(target, -3);
				arrives(source, -3);
				HttpResponse<String> back = lives.post("/api/migrations/" + ID + "/rollback");
				assertThat(back.statusCode()).as(back.body()).isIn(200, 202);
				lives.awaits(ID, "ROLLED_BACK");
				for (String table : List.of("parent", "child")) {
					assertThat(target.rows("SELECT * FROM " + table)).isEqualTo(source.rows("SELECT * FROM " + table));
				}
			}
		}
	}

	@Test
	void aRollbackThatIsKilledInTheMiddleIsGoneOnWith() throws Exception {
		Followed followed = Followed.in(this.directory, 300, "cutover: {gate: auto}\n");
		try (Server server = Server.start(this.directory, Map.of(), List.of("-Ddrover.test.halt-at=close.entered"))) {
			server.run(followed.plan(), "");
			server.awaits(ID, "COMPLETED");
			waitsFor(server, "is kept equal to its owner meanwhile");
			change(followed.target(), -4);
			assertThatThrownBy(() -> server.post("/api/migrations/" + ID + "/rollback"))
				.isInstanceOf(IOException.class);
			assertThat(server.process().waitFor()).isEqualTo(TestFaults.HALTED);
		}
		try (Server server = Server.start(this.directory, Map.of(), List.of())) {
			server.awaits(ID, "ROLLED_BACK");
			assertThat(server.said()).contains(ID + " is gone on with");
			followed.isEqual();
			assertThat(followed.scene().source().number("SELECT count(*) FROM child WHERE amount = -4")).isEqualTo(20);
		}
	}

	/** The job that switched first never comes to its end then. */
	@Test
	void thatOfARunThatWasKilledBehindTheSwitchIsKeptOnceItWasSwitchedAgain() throws Exception {
		Followed followed = Followed.in(this.directory, 300, "cutover: {gate: auto}\n");
		Process child = Child.start(this.directory, Map.of(), List.of("-Ddrover.test.halt-at=cutover.after-route"),
				"run", followed.plan().toString(), "--data-dir", this.directory.resolve("data").toString());
		assertThat(child.waitFor()).isEqualTo(TestFaults.HALTED);
		followed.does("rollback");
		followed.does("cutover");
		try (Server server = Server.start(this.directory, Map.of(), List.of())) {
			waitsFor(server, "is kept equal to its owner meanwhile");
			change(followed.target(), -5);
			arrives(followed.scene().source(), -5);
		}
	}

	private static Server keeper(Server first, Server second) throws Exception {
		long pid = first.status(ID).get("process").get("pid").asLong();
		assertThat(pid).isIn(first.process().pid(), second.process().pid());
		return (pid == first.process().pid()) ? first : second;
	}

}
