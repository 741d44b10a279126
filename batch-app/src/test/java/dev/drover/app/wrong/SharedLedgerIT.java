package dev.drover.app.wrong;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Several processes use one embedded ledger. The one that opened it first serves it to
 * the others; its end, in good order or not, is none of theirs.
 */
class SharedLedgerIT {

	@TempDir
	Path directory;

	private Scene scene;

	private Place first;

	private Place second;

	@BeforeEach
	void prepare() throws Exception {
		this.scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), 5000);
		this.first = Place.postgresql();
		this.second = Place.postgresql();
	}

	private Process begin(String id, Place target, int slow) throws Exception {
		Path plan = this.scene.plan(id, target);
		Process process = Child.start(this.directory, Map.of(), List.of("-Ddrover.test.slow=" + slow), "run",
				plan.toString(), "--data-dir", this.directory.resolve("data").toString());
		await().atMost(Duration.ofMinutes(1))
			.ignoreExceptions()
			.until(() -> !process.isAlive() || target.number("SELECT count(*) FROM child") > 0);
		assertThat(process.isAlive()).as(this::said).isTrue();
		return process;
	}

	private int end(Process process) throws InterruptedException {
		assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
		return process.exitValue();
	}

	private String said() {
		try {
			return Files.readString(this.directory.resolve("child.log"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void theEndOfTheFirstProcessIsNotTheEndOfTheSecond() throws Exception {
		Process one = begin("one", this.first, 200);
		Process two = begin("two", this.second, 300);
		assertThat(end(one)).as(this::said).isZero();
		assertThat(two.isAlive()).as("the second goes on").isTrue();
		assertThat(end(two)).as(this::said).isZero();
		this.scene.isWhole(this.first, "one");
		this.scene.isWhole(this.second, "two");
	}

	@Test
	void theDeathOfTheFirstProcessIsNotTheEndOfTheSecond() throws Exception {
		Process one = begin("one", this.first, 300);
		Process two = begin("two", this.second, 200);
		one.destroyForcibly().waitFor();
		assertThat(end(two)).as(this::said).isZero();
		this.scene.isWhole(this.second, "two");
		Answer again = this.scene.drover("restart", "one");
		assertThat(again.status()).as(again.toString()).isZero();
		this.scene.isWhole(this.first, "one");
	}

	@Test
	@Tag("proof")
	void manyLooksDisturbNothing() throws Exception {
		Process one = begin("one", this.first, 150);
		while (one.isAlive()) {
			Answer look = this.scene.drover("status", "one");
			assertThat(look.status()).as(look.toString()).isZero();
		}
		assertThat(end(one)).as(this::said).isZero();
		this.scene.isWhole(this.first, "one");
	}

}
