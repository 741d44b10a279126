package dev.drover.app.wrong;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A user from whom row level security hides rows never copies or compares fewer rows in
 * silence.
 */
class RowSecurityIT {

	@TempDir
	Path directory;

	private final String role = "narrow_" + System.nanoTime();

	private static Place secured(Place place) throws Exception {
		place.execute("CREATE TABLE secret (id int PRIMARY KEY, owner varchar(20))",
				"INSERT INTO secret SELECT i, CASE WHEN i % 2 = 0 THEN 'all' ELSE 'few' END"
						+ " FROM generate_series(1, 10) i",
				"ALTER TABLE secret ENABLE ROW LEVEL SECURITY", "CREATE POLICY visible ON secret USING (owner = 'all')",
				"CREATE TABLE open (id int PRIMARY KEY)", "INSERT INTO open VALUES (1)");
		return place;
	}

	@Test
	void aSourceThatHidesRowsIsRefused() throws Exception {
		Place source = secured(Place.postgresql());
		source.execute("CREATE ROLE " + this.role + " LOGIN PASSWORD 'narrow'",
				"GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + this.role);
		Place narrow = source.as(this.role, "narrow");
		Scene scene = new Scene(this.directory, narrow, 10);
		for (Place target : List.of(Place.postgresql(), Place.h2(this.directory.resolve("target")))) {
			String id = target.url().startsWith("jdbc:h2:") ? "h2" : "postgresql";
			Path plan = scene.plan(id, target);
			Map<String, List<String>> before = target.dump();
			for (String[] words : new String[][] { { "run", plan.toString() },
					{ "run", plan.toString(), "--force" } }) {
				Answer refused = scene.drover(words);
				refused.isOneLine(2, "PERM_001", "row level security", "\"secret\"",
						"ALTER ROLE \"" + this.role + "\" BYPASSRLS");
				assertThat(refused.err()).doesNotContain("\"open\"");
			}
			Answer check = scene.drover("check", plan.toString());
			assertThat(check.status()).as(check.toString()).isEqualTo(2);
			assertThat(check.out() + check.err()).contains("PERM_001 ", "ALTER ROLE ");
			assertThat(target.dump()).isEqualTo(before);
		}
		source.execute("ALTER ROLE " + this.role + " BYPASSRLS");
		Place target = Place.h2(this.directory.resolve("target"));
		Answer all = scene.drover("run", scene.plan("h2", target).toString());
		assertThat(all.status()).as(all.toString()).isZero();
		assertThat(target.number("SELECT count(*) FROM secret")).isEqualTo(10);
		// nor does a comparison by such a user call a part the whole
		source.execute("ALTER ROLE " + this.role + " NOBYPASSRLS");
		scene.drover("verify", "h2").isOneLine(2, "PERM_001", "secret");
	}

	@Test
	void anOwnerIsRefusedOnlyWhereTheTableBindsItsOwnerToo() throws Exception {
		Place source = secured(Place.postgresql());
		source.execute("CREATE ROLE " + this.role + " LOGIN PASSWORD 'narrow'",
				"GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + this.role,
				"ALTER TABLE secret OWNER TO " + this.role);
		Scene scene = new Scene(this.directory, source.as(this.role, "narrow"), 10);
		Place target = Place.sqlite(this.directory.resolve("target.sqlite"));
		source.execute("ALTER TABLE secret FORCE ROW LEVEL SECURITY");
		scene.drover("run", scene.plan("owner", target).toString()).isOneLine(2, "PERM_001", "\"secret\"");
		source.execute("ALTER TABLE secret NO FORCE ROW LEVEL SECURITY");
		Answer all = scene.drover("run", scene.plan("owner", target).toString());
		assertThat(all.status()).as(all.toString()).isZero();
		assertThat(target.number("SELECT count(*) FROM secret")).isEqualTo(10);
	}

	@Test
	void aTargetThatHidesRowsIsRefused() throws Exception {
		Place target = secured(Place.postgresql());
		target.execute("DELETE FROM open", "DELETE FROM secret WHERE owner = 'all'",
				"CREATE ROLE " + this.role + " LOGIN PASSWORD 'narrow'",
				"GRANT ALL ON ALL TABLES IN SCHEMA public TO " + this.role,
				"GRANT ALL ON SCHEMA public TO " + this.role,
				"DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO " + this.role
						+ "', current_database()); END $$");
		Place source = secured(Place.postgresql());
		Scene scene = new Scene(this.directory, source, 10);
		Path plan = scene.plan("into", target.as(this.role, "narrow"));
		Map<String, List<String>> before = target.dump();
		scene.drover("run", plan.toString()).isOneLine(2, "PERM_001", "row level security", "\"secret\"");
		assertThat(target.dump()).isEqualTo(before);
	}

}
