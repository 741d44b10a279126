package dev.drover.app.live;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.jspecify.annotations.Nullable;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The program pgbench with its own TPC-B goes on while its database moves there, back and
 * there again. Its clients end at the first write that is refused; what they were told to
 * be done by then is in the history, and all sums agree.
 */
@Tag("proof")
class PgbenchIT {

	private static final Pattern PROCESSED = Pattern.compile("number of transactions actually processed: (\\d+)");

	private static final Pattern ADDRESS = Pattern.compile("jdbc:postgresql://([^:/]+):(\\d+)/([^?]+).*");

	@TempDir
	Path directory;

	@Test
	void sumsAgree() throws Exception {
		String program = program();
		Assumptions.assumeTrue(program != null, "there is no pgbench, neither on the PATH nor where pg_config says");
		Place source = Place.postgresql();
		Place target = Place.postgresql();
		Tpcb.create(source);
		Drover drover = new Drover(this.directory);
		Path plan = Files.writeString(this.directory.resolve("plan.yaml"),
				"id: tpcb\nsource: " + source.yaml().replaceFirst("\\{", "{name: old, ") + "\ntarget: "
						+ target.yaml().replaceFirst("\\{", "{name: new, ") + "\ncutover: {max_lag: 5000}\n");
		long done = during(program, source, "new", drover, "run", plan.toString());
		done += during(program, target, "old", drover, "rollback", "tpcb");
		done += during(program, source, "new", drover, "cutover", "tpcb");
		String sums = Tpcb.sums(target);
		String sum = sums.substring(sums.lastIndexOf('|'));
		assertThat(sums).isEqualTo(done + sum.repeat(4));
		drover.does("finalize", "tpcb");
		assertThat(Tpcb.sums(target)).isEqualTo(sums);
		assertThat(Tpcb.sums(source)).isEqualTo(sums);
	}

	/**
	 * Changes the owner while pgbench writes.
	 * @return how many transactions pgbench was told to be done
	 */
	private long during(String program, Place owner, String next, Drover drover, String... words) throws Exception {
		Matcher address = ADDRESS.matcher(owner.url());
		assertThat(address.matches()).as(owner.url()).isTrue();
		Path output = Files.createTempFile(this.directory, "pgbench", ".log");
		ProcessBuilder builder = new ProcessBuilder(program, "--no-vacuum", "--client=4", "--rate=200", "--time=600",
				"--host=" + address.group(1), "--port=" + address.group(2), "--username=" + owner.user(),
				address.group(3))
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().put("PGPASSWORD", owner.password());
		long before = owner.number("SELECT count(*) FROM pgbench_history");
		Process pgbench = builder.start();
		try {
			await().atMost(1, TimeUnit.MINUTES)
				.until(() -> !pgbench.isAlive()
						|| owner.number("SELECT count(*) FROM pgbench_history") >= before + 100);
			assertThat(pgbench.isAlive()).as(Files.readString(output)).isTrue();
			drover.does(words);
			assertThat(pgbench.waitFor(1, TimeUnit.MINUTES)).as("pgbench meets the gate").isTrue();
		}
		finally {
			pgbench.destroyForcibly();
		}
		String said = Files.readString(output);
		assertThat(said).contains("drover: moved to " + next);
		assertThat(said.lines().filter((line) -> line.contains("ERROR:")))
			.allSatisfy((line) -> assertThat(line).contains("drover: moved to " + next));
		Matcher processed = PROCESSED.matcher(said);
		assertThat(processed.find()).as(said).isTrue();
		return Long.parseLong(processed.group(1));
	}

	private static @Nullable String program() throws Exception {
		List<Path> places = Stream.concat(Stream.of(System.getenv("PATH").split(":")), serverPrograms().stream())
			.map((place) -> Path.of(place, "pgbench"))
			.toList();
		return places.stream().filter(Files::isExecutable).map(Path::toString).findFirst().orElse(null);
	}

	private static List<String> serverPrograms() throws Exception {
		if (Stream.of(System.getenv("PATH").split(":"))
			.noneMatch((place) -> Files.isExecutable(Path.of(place, "pg_config")))) {
			return List.of();
		}
		Process process = new ProcessBuilder("pg_config", "--bindir").start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).isZero();
		return List.of(said.strip());
	}

}
