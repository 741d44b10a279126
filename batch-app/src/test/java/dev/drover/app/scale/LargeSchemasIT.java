package dev.drover.app.scale;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tables of many columns, tables of many partitions, and many foreign keys.
 */
class LargeSchemasIT {

	@TempDir
	Path directory;

	private int plans;

	@Test
	void aTableWithMoreColumnsThanTheTargetTakesIsFoundBeforeTheCopy() throws Exception {
		Place source = Place.sqlite(this.directory.resolve("wide.sqlite"));
		wide(source, 1_601);
		Place target = Place.postgresql();
		Answer check = drover("check", source, target);
		assertThat(check.status()).as(check.toString()).isEqualTo(2);
		assertThat(check.out()).contains("SCHEMA_010", "wide", "1601 columns", "takes 1600");
		Answer run = drover("run", source, target);
		assertThat(run.status()).as(run.toString()).isEqualTo(2);
		assertThat(target.rows("SELECT 1 FROM pg_class WHERE relname = 'wide'")).isEmpty();
	}

	@Test
	@Tag("proof")
	void asManyColumnsAsEachEngineTakes() throws Exception {
		Place postgresql = Place.postgresql();
		wide(postgresql, 1_600);
		for (Place target : List.of(Place.postgresql(), Place.sqlite(this.directory.resolve("target.sqlite")),
				Place.h2(this.directory.resolve("target")))) {
			arrives(postgresql, target);
			assertThat(target.number("SELECT c1600 FROM wide")).isEqualTo(1600);
		}
		Place mysql = Place.mysql();
		wide(mysql, 1_017);
		for (Place target : List.of(Place.mariadb(), Place.mysql(), Place.postgresql())) {
			arrives(mysql, target);
			assertThat(target.number("SELECT c1017 FROM wide")).isEqualTo(1017);
		}
		Place toMany = Place.mysql();
		Answer check = drover("check", postgresql, toMany);
		assertThat(check.status()).as(check.toString()).isEqualTo(2);
		assertThat(check.out()).contains("SCHEMA_010", "1600 columns", "takes 1017");
	}

	@Test
	@Tag("proof")
	void threeHundredPartitions() throws Exception {
		Place source = Place.postgresql();
		source.execute("CREATE TABLE parts (id int NOT NULL, at date NOT NULL, note text, PRIMARY KEY (id, at))"
				+ " PARTITION BY RANGE (at)", "CREATE INDEX ON parts (note)");
		source.execute(IntStream.range(0, 300)
			.mapToObj((i) -> "CREATE TABLE part_" + i + " PARTITION OF parts FOR VALUES FROM (date '2000-01-01' + " + i
					+ ") TO (date '2000-01-01' + " + (i + 1) + ")")
			.toArray(String[]::new));
		source.execute(
				"INSERT INTO parts SELECT i, date '2000-01-01' + i % 300, 'n' || i FROM generate_series(1, 30000) i");
		Place target = Place.postgresql();
		arrives(source, target);
		assertThat(target.number("SELECT count(*) FROM pg_inherits WHERE inhparent = 'parts'::regclass"))
			.isEqualTo(300);
		assertThat(target.number("SELECT count(DISTINCT tableoid) FROM parts")).isEqualTo(300);
		Place other = Place.mysql();
		// one table there: that the rows lie in one is a warning
		arrives(source, other, "--force");
		assertThat(other.number("SELECT count(*) FROM parts")).isEqualTo(30_000);
	}

	@Test
	@Tag("proof")
	void twoThousandForeignKeys() throws Exception {
		Place source = Place.postgresql();
		source.execute(IntStream.range(0, 501)
			.mapToObj((i) -> "CREATE TABLE t" + i + " (id int PRIMARY KEY, k0 int, k1 int, k2 int, k3 int)")
			.toArray(String[]::new));
		source.execute(IntStream.range(0, 2_000)
			.mapToObj((i) -> "ALTER TABLE t" + (i / 4 + 1) + " ADD FOREIGN KEY (k" + i % 4 + ") REFERENCES t" + (i / 8))
			.toArray(String[]::new));
		Place target = Place.postgresql();
		arrives(source, target);
		assertThat(target.number("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated"))
			.isEqualTo(2_000);
		Place other = Place.mariadb();
		arrives(source, other);
		assertThat(other.number("SELECT count(*) FROM information_schema.referential_constraints"
				+ " WHERE constraint_schema = database()"))
			.isEqualTo(2_000);
	}

	@Test
	@Tag("proof")
	void theCheckOfManyEmptyTablesGrowsNoFasterThanTheirNumber() throws Exception {
		Place postgresql = Place.postgresql();
		growsNoFaster(Place.sqlite(this.directory.resolve("few.sqlite")),
				Place.sqlite(this.directory.resolve("many.sqlite")), postgresql);
		growsNoFaster(Place.h2(this.directory.resolve("few")), Place.h2(this.directory.resolve("many")), postgresql);
		growsNoFaster(Place.postgresql(), Place.postgresql(), Place.sqlite(this.directory.resolve("none.sqlite")));
	}

	private void growsNoFaster(Place few, Place many, Place target) throws Exception {
		empty(few, 200);
		empty(many, 2_000);
		double ratio = Double.MAX_VALUE;
		// what else the machine does may hit the one and not the other
		for (int i = 0; i < 3 && ratio >= 12; i++) {
			ratio = Math.min(ratio, seconds(many, target, 2_000) / seconds(few, target, 200));
		}
		assertThat(ratio).isLessThan(12);
	}

	private static void empty(Place place, int tables) throws SQLException {
		place.execute(IntStream.range(0, tables)
			.mapToObj((i) -> "CREATE TABLE empty_" + i + " (id int PRIMARY KEY, v varchar(20), at timestamp)")
			.toArray(String[]::new));
	}

	private double seconds(Place source, Place target, int tables) throws Exception {
		long begun = System.nanoTime();
		Answer check = drover("check", source, target);
		assertThat(check.out()).contains("empty_" + (tables - 1));
		return (System.nanoTime() - begun) / 1e9;
	}

	private static void wide(Place place, int columns) throws SQLException {
		place.execute("CREATE TABLE wide (c1 int PRIMARY KEY, "
				+ IntStream.rangeClosed(2, columns).mapToObj((i) -> "c" + i + " int").collect(Collectors.joining(", "))
				+ ")", "INSERT INTO wide (c1, c2, c" + columns + ") VALUES (1, 2, " + columns + ")");
	}

	private void arrives(Place source, Place target, String... options) throws Exception {
		Answer run = drover("run", source, target, options);
		assertThat(run.status()).as(run.toString()).isZero();
	}

	private Answer drover(String command, Place source, Place target, String... options) throws Exception {
		String id = "p" + ++this.plans;
		Path plan = Files.writeString(this.directory.resolve(id + ".yaml"), "id: " + id + "\nsource: " + source.yaml()
				+ "\ntarget: " + target.yaml() + "\ndata: {type: snapshot}\n");
		String[] words = new String[4 + options.length];
		words[0] = command;
		words[1] = plan.toString();
		words[2] = "--data-dir";
		words[3] = this.directory.resolve("data").toString();
		System.arraycopy(options, 0, words, 4, options.length);
		return Answer.of(Map.of(), words);
	}

}
