package dev.drover.app.wrong;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code check} says is enough to do all that is still missing.
 */
class CheckPageIT {

	@TempDir
	Path directory;

	private static Place place(String engine) {
		return switch (engine) {
			case "mysql" -> Place.mysql();
			case "mariadb" -> Place.mariadb();
			default -> Place.postgresql();
		};
	}

	/** A user who may log in and nothing else. */
	private static Place poor(Place place) throws Exception {
		String name = "poor_" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
		if (place.url().startsWith("jdbc:postgresql:")) {
			place.execute("CREATE ROLE " + name + " LOGIN PASSWORD 'poor'");
		}
		else {
			place.execute("CREATE USER " + name + " IDENTIFIED BY 'poor'", "GRANT CREATE ON drover_none.* TO " + name,
					"GRANT USAGE ON *.* TO " + name);
		}
		return place.as(name, "poor");
	}

	private static JsonNode json(Answer answer) {
		return new JsonMapper().readTree(answer.out());
	}

	private static List<String> grants(JsonNode check, String side) {
		return check.get("grants")
			.valueStream()
			.filter((grant) -> grant.get("side").asString().equals(side))
			.map((grant) -> grant.get("statement").asString().replaceFirst(";$", ""))
			.toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mysql", "mariadb" })
	void theGrantsOfBothSidesCanBePastedAsTheyAre(String engine) throws Exception {
		Place from = place(engine);
		Place to = place(engine);
		Scene whole = Scene.in(this.directory, from, 50);
		if (!engine.equals("postgresql")) {
			// to see that there are tables at all, a user needs some privilege on each
			from.execute("CREATE TABLE other (id int)");
		}
		Place source = poor(from);
		Place target = poor(to);
		if (!engine.equals("postgresql")) {
			for (String table : List.of("parent", "child")) {
				from.execute("GRANT INSERT ON " + table + " TO " + source.user());
			}
			to.execute("GRANT SHOW VIEW ON " + to.text("SELECT DATABASE()") + ".* TO " + target.user());
		}
		Scene scene = new Scene(this.directory, source, 50);
		Path plan = scene.plan("poor", target);
		Answer page = scene.drover("check", plan.toString());
		assertThat(page.status()).as(page.toString()).isEqualTo(2);
		assertThat(page.out()).contains("PERM_001 ", "still has to give:\nGRANT ", "not visible",
				"drover run refuses this plan");
		JsonNode check = json(scene.drover("check", plan.toString(), "--json"));
		assertThat(check.get("counts").get("error").asLong()).isEqualTo(2);
		assertThat(check.get("tables")).hasSize(2);
		assertThat(grants(check, "source")).isNotEmpty().allMatch((each) -> page.out().contains("\n" + each + ";\n"));
		assertThat(grants(check, "target")).isNotEmpty().allMatch((each) -> page.out().contains("\n" + each + ";\n"));
		from.execute(grants(check, "source").toArray(String[]::new));
		to.execute(grants(check, "target").toArray(String[]::new));
		Answer run = scene.drover("run", plan.toString(), "--force");
		assertThat(run.status()).as(run.toString()).isZero();
		whole.isWhole(to, "poor");
	}

	@ParameterizedTest
	@CsvSource({ "POSTGRESQL, none", "MYSQL, replace", "MARIADB, merge", "H2, none" })
	void theGrantsForRowsThatAreThereAreToldBeforeTheCopy(RollbackIT.Kind kind, String replace) throws Exception {
		Scene scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), 50);
		Place to = kind.place(this.directory);
		to.execute("CREATE TABLE parent (id BIGINT PRIMARY KEY, code VARCHAR(20) NOT NULL, text VARCHAR(200))",
				"CREATE TABLE child (id BIGINT PRIMARY KEY, parent_id BIGINT NOT NULL, amount BIGINT,"
						+ " CONSTRAINT child_of FOREIGN KEY (parent_id) REFERENCES parent (id))",
				"INSERT INTO parent VALUES (3, 'old', 'old')", "INSERT INTO child VALUES (1, 3, 5)");
		Place user = mayFill(kind, to);
		Path plan = scene.plan("held", scene.source(), user, "data: {type: snapshot, replace: " + replace + "}\n");
		Map<String, List<String>> before = to.dump();
		Answer refused = scene.drover("run", plan.toString(), "--force");
		assertThat(refused.status()).as(refused.toString()).isEqualTo(2);
		assertThat(refused.err()).contains("PERM_001 ").contains(switch (kind) {
			case POSTGRESQL ->
				List.of("TEMPORARY on database", "ownership of table \"child\"", "REFERENCES on table public.parent");
			case H2 -> List.of("administrator");
			default -> List.of("CREATE TEMPORARY TABLES on database");
		});
		assertThat(to.dump()).isEqualTo(before);
		JsonNode check = json(scene.drover("check", plan.toString(), "--json"));
		assertThat(check.get("refused_with_force").asBoolean()).isTrue();
		to.execute(grants(check, "target").toArray(String[]::new));
		before = to.dump();
		Answer run = scene.drover("run", plan.toString(), "--force");
		assertThat(run.status()).as(run.toString()).isZero();
		assertThat(to.number("SELECT count(*) FROM child")).isEqualTo(50);
		Answer rollback = scene.drover("rollback", "held");
		assertThat(rollback.status()).as(rollback.toString()).isZero();
		assertThat(to.dump()).isEqualTo(before);
	}

	/** A user who may do what a migration into empty tables without foreign keys does. */
	private static Place mayFill(RollbackIT.Kind kind, Place to) throws Exception {
		String name = "fills_" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
		if (kind == RollbackIT.Kind.POSTGRESQL) {
			to.execute("CREATE ROLE " + name + " LOGIN PASSWORD 'poor'", "CREATE ROLE " + name + "_owner",
					"GRANT CREATE ON SCHEMA public TO " + name,
					"DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());"
							+ " EXECUTE format('GRANT CREATE ON DATABASE %I TO " + name + "', current_database());"
							+ " END $$",
					"ALTER TABLE child OWNER TO " + name + "_owner",
					"GRANT SELECT, INSERT, DELETE ON parent, child TO " + name);
		}
		else if (kind == RollbackIT.Kind.H2) {
			to.execute("CREATE USER " + name + " PASSWORD 'poor'",
					"GRANT SELECT, INSERT, UPDATE, DELETE ON parent, child TO " + name);
		}
		else {
			to.execute("CREATE USER " + name + " IDENTIFIED BY 'poor'",
					"GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, REFERENCES ON "
							+ to.text("SELECT DATABASE()") + ".* TO " + name);
		}
		return to.as(name, "poor");
	}

	@Test
	void aSideThatCanNotBeReachedIsAFindingOnThePage() throws Exception {
		Place source = Place.sqlite(this.directory.resolve("source.sqlite"));
		Scene scene = Scene.in(this.directory, source, 500);
		Place nowhere = new Place("jdbc:postgresql://127.0.0.1:1/nowhere", "", "");
		JsonNode check = json(scene.drover("check", scene.plan("far", nowhere).toString(), "--json"));
		assertThat(check.get("findings").get(0).get("code").asString()).isEqualTo("CONN_001");
		assertThat(check.get("tables")).hasSize(2);
		JsonNode space = check.get("space");
		assertThat(space.get("needed_bytes").asLong())
			.isEqualTo(space.get("table_bytes").asLong() + space.get("index_bytes").asLong())
			.isBetween(80_000L, 400_000L);
		assertThat(space.get("free_bytes").isNull()).isTrue();
		Answer page = scene.drover("check", scene.plan("far", nowhere, source, "").toString());
		assertThat(page.status()).isEqualTo(2);
		assertThat(page.out()).contains("findings: 1 error, ", "CONN_001 ", "drover run refuses this plan");
		page.isNoStackTrace();
	}

}
