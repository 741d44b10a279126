package dev.drover.app.remote;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * The owner of a migration that is asked what waits in its queues, and never answers.
 */
class SilentOwnerIT {

	@TempDir
	Path directory;

	private Answer drover(String... words) {
		return Answer.of(Map.of(), words);
	}

	@Test
	void theStatusIsAnsweredAllTheSame() throws Exception {
		Place source = Place.sqlite(this.directory.resolve("old.sqlite"));
		source.execute("CREATE TABLE account (id INTEGER PRIMARY KEY, balance INTEGER)",
				"INSERT INTO account VALUES (1, 5)");
		Place target = Place.postgresql();
		String data = this.directory.resolve("data").toString();
		try (SilentLine line = new SilentLine(target.url(), this.directory.resolve("line.log"))) {
			Path plan = Files.writeString(this.directory.resolve("plan.yaml"), "id: silent\nsource: " + source.yaml()
					+ "\ntarget: " + target.at(line.url(target.url())).yaml() + "\ncutover: {gate: auto}\n");
			Answer run = drover("run", plan.toString(), "--data-dir", data);
			assertThat(run.status()).as(run.toString()).isZero();
			target.execute("UPDATE account SET balance = 6");
			assertThat(drover("status", "silent", "--json", "--data-dir", data).out()).contains("\"lag\" : 1");
			line.beSilent();
			Answer status = assertTimeoutPreemptively(Duration.ofSeconds(30),
					() -> drover("status", "silent", "--json", "--data-dir", data));
			assertThat(status.status()).as(status.toString()).isZero();
			assertThat(status.out()).contains("COMPLETED");
			line.speakAgain();
		}
	}

}
