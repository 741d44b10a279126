package dev.drover.app.live;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One transaction of two million rows passes through the 256 MiB of heap that Drover has
 * here, and through little more memory of the machine.
 */
@Tag("proof")
class LargeTransactionIT {

	private static final int ROWS = 2_000_000;

	private static final long MOST_MB = 450;

	@TempDir
	Path directory;

	@Test
	void passes() throws Exception {
		Place source = Place.postgresql();
		source.execute("CREATE TABLE item (id BIGINT NOT NULL PRIMARY KEY, n BIGINT NOT NULL)",
				"INSERT INTO item SELECT i, 0 FROM generate_series(1, " + ROWS + ") i");
		Place target = Place.postgresql();
		Path plan = Files.writeString(this.directory.resolve("plan.yaml"), "id: large\nsource: " + source.yaml()
				+ "\ntarget: " + target.yaml() + "\nverify: {level: count}\ncutover: {gate: manual, timeout: 30s}\n");
		Drover drover = new Drover(this.directory);
		Path output = this.directory.resolve("run.log");
		Process run = drover.start(output, List.of(), "run", plan.toString());
		await().atMost(5, TimeUnit.MINUTES).until(() -> waits(output) || !run.isAlive());
		assertThat(run.isAlive()).as(Files.readString(output)).isTrue();
		source.execute("UPDATE item SET n = n + 1");
		// to count the rows takes the servers their time
		await().pollInterval(3, TimeUnit.SECONDS)
			.atMost(15, TimeUnit.MINUTES)
			.until(() -> !run.isAlive() || target.number("SELECT count(*) FROM item WHERE n = 1") == ROWS);
		assertThat(run.isAlive()).as(Files.readString(output)).isTrue();
		assertThat(residentMegabytes(run)).isBetween(1L, MOST_MB);
		drover.does("cutover", "large");
		assertThat(run.waitFor(2, TimeUnit.MINUTES)).isTrue();
		assertThat(run.exitValue()).as(Files.readString(output)).isZero();
		String look = "SELECT count(*) || ' ' || sum(n) FROM item";
		assertThat(target.text(look)).isEqualTo(source.text(look)).isEqualTo(ROWS + " " + ROWS);
	}

	/** At most, since its start; the kernel counts it. */
	private static long residentMegabytes(Process process) throws Exception {
		return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))
			.stream()
			.filter((line) -> line.startsWith("VmHWM:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
			.findFirst()
			.orElseThrow();
	}

	private static boolean waits(Path output) throws Exception {
		return Files.readString(output).contains("READY: waits for");
	}

}
