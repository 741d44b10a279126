package dev.drover.app.live;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Rows of one batch that stand in each other's way are together larger than the heap: all
 * of them have to go before any comes back.
 */
class WideSwapIT {

	private static final int ROWS = 280;

	private static final int WIDE = 300_000;

	private static final String LOOK = "SELECT count(*) || ' ' || sum(slot * id) || ' ' || sum(length(body)) FROM item";

	@TempDir
	Path directory;

	@Test
	void exchangedUniqueValuesPassThroughASmallHeap() throws Exception {
		Place source = Place.postgresql();
		source.execute("CREATE TABLE item (id BIGINT NOT NULL PRIMARY KEY, slot BIGINT NOT NULL UNIQUE, body TEXT)",
				"INSERT INTO item SELECT i, i FROM generate_series(1, " + ROWS + ") i");
		Place target = Place.postgresql();
		Path plan = Files.writeString(this.directory.resolve("plan.yaml"), "id: wide\nsource: " + source.yaml()
				+ "\ntarget: " + target.yaml() + "\nverify: {level: count}\ncutover: {gate: manual, timeout: 30s}\n");
		Drover drover = new Drover(this.directory);
		Path output = this.directory.resolve("run.log");
		Process run = drover.start(output, List.of("-Xmx96m"), "run", plan.toString());
		await().atMost(2, TimeUnit.MINUTES).until(() -> waits(output) || !run.isAlive());
		// one statement after the other, so that the values are unique at any time
		source.execute("BEGIN; UPDATE item SET slot = -slot, body = repeat('x', " + WIDE + "); UPDATE item SET slot = "
				+ ROWS + " + 1 + slot; COMMIT");
		await().atMost(2, TimeUnit.MINUTES)
			.until(() -> !run.isAlive()
					|| target.number("SELECT count(*) FROM item WHERE slot = " + ROWS + " + 1 - id") == ROWS);
		assertThat(run.isAlive()).as(Files.readString(output)).isTrue();
		drover.does("cutover", "wide");
		assertThat(run.waitFor(2, TimeUnit.MINUTES)).isTrue();
		assertThat(run.exitValue()).as(Files.readString(output)).isZero();
		assertThat(target.text(LOOK)).isEqualTo(source.text(LOOK)).endsWith(" " + (long) ROWS * WIDE);
	}

	private static boolean waits(Path output) throws Exception {
		return Files.readString(output).contains("READY: waits for");
	}

}
