package dev.drover.app.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Large values pass through a small heap, in a process as the launcher starts it, and are
 * compared there.
 */
class LargeValuesIT {

	private static final Path LAUNCHER = Path.of("..", "drover").toAbsolutePath().normalize();

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource({ "MARIADB, SQLITE", "H2, MYSQL" })
	void twentyFourMegabytesPassThroughOneHundredAndTwentyEight(Kind source, Kind target) throws Exception {
		passes(source, target, new LargeValues(24_000_000, 1), "128m");
	}

	@ParameterizedTest
	@CsvSource({ "MYSQL, MARIADB", "MARIADB, H2", "H2, MARIADB" })
	@Tag("proof")
	void sixtyFourMegabytesPassThroughTwoHundredAndFiftySix(Kind source, Kind target) throws Exception {
		passes(source, target, new LargeValues(64_000_000, 1), "256m");
	}

	@Test
	@Tag("proof")
	void twoHundredMegabytesPassFromPostgresqlToPostgresqlThroughTwoHundredAndFiftySix() throws Exception {
		passes(Kind.POSTGRESQL, Kind.POSTGRESQL, new LargeValues(200_000_000, 1), "256m");
	}

	private void passes(Kind source, Kind target, LargeValues values, String heap) throws Exception {
		Place from = source.place(this.directory.resolve("source"));
		values.create(from, source.text, source.blob);
		String id = target.name().toLowerCase(Locale.ROOT);
		Place to = target.place(this.directory.resolve("target-" + id));
		// what H2 holds in its ordinary types is in memory as a whole
		String types = (target == Kind.H2)
				? "mapping: {types: {" + source.text + ": clob, " + source.blob + ": blob}}\n" : "";
		Ended run = drover(heap, "run", plan(id, from, to, types).toString());
		assertThat(run.status()).as(from.url() + " to " + to.url() + ": " + run.said()).isZero();
		values.areIn(to);
		target.drop(to, this.directory.resolve("target-" + id));
	}

	private Path plan(String id, Place from, Place to, String settings) throws IOException {
		return Files.writeString(this.directory.resolve(id + ".yaml"), "id: " + id + "\nsource: " + from.yaml()
				+ "\ntarget: " + to.yaml() + "\ndata: {type: snapshot}\n" + settings);
	}

	private Ended drover(String heap, String... words) throws Exception {
		List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
		command.addAll(List.of(words));
		command.addAll(List.of("--data-dir", this.directory.resolve("data").toString()));
		Path said = Files.createTempFile(this.directory, "said", ".txt");
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
		builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
		builder.environment().put("DROVER_JAVA_OPTS", "-Xmx" + heap);
		Process process = builder.start();
		if (!process.waitFor(5, TimeUnit.MINUTES)) {
			process.destroyForcibly();
			throw new AssertionError("no end after five minutes: " + Files.readString(said));
		}
		return new Ended(process.exitValue(), Files.readString(said));
	}

	private record Ended(int status, String said) {

	}

	/** An engine, and what it calls its largest types. */
	enum Kind {

		POSTGRESQL("text", "bytea"), MYSQL("longtext", "longblob"), MARIADB("longtext", "longblob"),
		SQLITE("text", "blob"), H2("character large object", "binary large object");

		private final String text;

		private final String blob;

		Kind(String text, String blob) {
			this.text = text;
			this.blob = blob;
		}

		Place place(Path file) {
			return switch (this) {
				case POSTGRESQL -> Place.postgresql();
				case MYSQL -> Place.mysql();
				case MARIADB -> Place.mariadb();
				case SQLITE -> Place.sqlite(file);
				case H2 -> Place.h2(file);
			};
		}

		/** Gives its room back. */
		void drop(Place place, Path file) throws Exception {
			switch (this) {
				case SQLITE -> Files.delete(file);
				case H2 -> Files.delete(file.resolveSibling(file.getFileName() + ".mv.db"));
				default -> LargeValues.drop(place);
			}
		}

	}

}
