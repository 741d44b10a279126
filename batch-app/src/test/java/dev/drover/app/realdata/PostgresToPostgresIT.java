package dev.drover.app.realdata;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.cli.CommandLineMain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PostgreSQL to PostgreSQL ends with the same database, but for what stays behind by
 * design. Compared by PostgreSQL's own catalog, not by Drover.
 */
class PostgresToPostgresIT {

	private static final Path SAKILA = Path.of("../../shared/data/sakila").toAbsolutePath();

	@TempDir
	Path directory;

	private final PostgresContent source = PostgresContent.fresh();

	private final PostgresContent target = PostgresContent.fresh();

	@Test
	void sakilaArrivesComplete() throws Exception {
		boolean there = Files.isDirectory(SAKILA);
		if (!there) {
			System.out.println("LEFT OUT: Sakila is not beside the checkout");
		}
		Assumptions.assumeTrue(there, "Sakila is not beside the checkout");
		load(Files.readString(SAKILA.resolve("postgres-sakila-schema.sql"))
			// a setting that servers do not have any more
			.replace("SET default_with_oids = false;", ""));
		load(Files.readString(SAKILA.resolve("postgres-sakila-insert-data-using-copy.sql")));
		// the data set leaves all payments in the parent: two months go where they belong
		load("""
				WITH moved AS (DELETE FROM ONLY public.payment WHERE payment_id % 3 = 1 RETURNING *)
				INSERT INTO public.payment_p2007_01 SELECT payment_id, customer_id, staff_id, rental_id, amount,
				  '2007-01-01'::timestamp + payment_id % 31 * interval '1 day' FROM moved;
				WITH moved AS (DELETE FROM ONLY public.payment WHERE payment_id % 3 = 2 RETURNING *)
				INSERT INTO public.payment_p2007_06 SELECT payment_id, customer_id, staff_id, rental_id, amount,
				  '2007-06-01'::timestamp + payment_id % 30 * interval '1 day' FROM moved""");
		String output = move("sakila");
		assertThat(output).contains("SCHEMA_004", "view staff_list", "trigger film.film_fulltext_trigger",
				"routine film_in_stock(p_film_id integer, p_store_id integer, OUT p_film_count integer)",
				"rule payment.payment_insert_p2007_01");
		isTheSame();
	}

	@Test
	void everythingThatOnlyPostgresqlHasArrives() throws Exception {
		load(resource("/scenario/postgresql-all/create.sql"));
		move("everything");
		isTheSame();
	}

	@Test
	void aTableThatCallsARoutineIsRefusedUntilTheTargetHasIt() throws Exception {
		String routine = "CREATE FUNCTION public.checked(integer) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 > 0'";
		load(routine);
		load("CREATE TABLE public.calling (id integer PRIMARY KEY CHECK (public.checked(id)));"
				+ "INSERT INTO public.calling VALUES (1), (2)");
		assertThat(run("calling")).isEqualTo(2);
		assertThat(this.target.schema()).noneMatch((line) -> line.startsWith("relation"));
		try (Connection connection = this.target.connect(); Statement statement = connection.createStatement()) {
			statement.execute(routine);
		}
		assertThat(run("calling")).isZero();
		isTheSame();
	}

	@Test
	void typesAreMadeInATargetThatHasOtherTables() throws Exception {
		load("CREATE TYPE mood AS ENUM ('sad', 'happy'); CREATE TABLE moods (id integer PRIMARY KEY, mood mood);"
				+ "INSERT INTO moods VALUES (1, 'sad')");
		try (Connection connection = this.target.connect(); Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE other (id integer)");
		}
		assertThat(run("moods")).isZero();
		assertThat(this.target.rows()).containsExactly("public.moods(1,sad)");
	}

	private void isTheSame() throws SQLException {
		assertThat(this.target.schema()).isEqualTo(this.source.schema());
		assertThat(this.target.rows()).isNotEmpty().isEqualTo(this.source.rows());
		assertThat(this.target.nextValues()).isEqualTo(this.source.nextValues());
	}

	/** Runs a script as psql would, with its COPY blocks. */
	private void load(String script) throws Exception {
		try (Connection connection = this.source.connect()) {
			PostgresScript.load(connection, script);
		}
	}

	private static String resource(String name) throws Exception {
		try (InputStream stream = PostgresToPostgresIT.class.getResourceAsStream(name)) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	/** Moves and gives what was printed. */
	private String move(String id) throws Exception {
		PrintStream before = System.out;
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
		int status;
		try {
			status = run(id);
		}
		finally {
			System.setOut(before);
		}
		String output = printed.toString(StandardCharsets.UTF_8);
		assertThat(status).as(output).isZero();
		return output;
	}

	private int run(String id) throws Exception {
		Path plan = this.directory.resolve(id + ".yaml");
		Files.writeString(plan, "id: " + id + "\nsource: " + this.source.endpoint() + "\ntarget: "
				+ this.target.endpoint() + "\ndata: {type: snapshot}\nverify: {level: full}\n");
		return CommandLineMain.run(
				new String[] { "run", plan.toString(), "--data-dir", this.directory.resolve("data").toString() },
				Map.of());
	}

}
