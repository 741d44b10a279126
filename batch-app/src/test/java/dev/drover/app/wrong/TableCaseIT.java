package dev.drover.app.wrong;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.testserver.OwnMysql;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * MySQL servers of which one turns the names of tables into lower case.
 */
@Tag("proof")
class TableCaseIT {

	private static final int ROWS = 1500;

	private static final String[] TABLES = {
			"CREATE TABLE Artist (Id int PRIMARY KEY AUTO_INCREMENT, Name varchar(30))",
			"CREATE TABLE `Album of` (Id int PRIMARY KEY, ArtistId int, KEY Album_artist (ArtistId),"
					+ " CONSTRAINT Album_of FOREIGN KEY (ArtistId) REFERENCES Artist (Id))",
			"SET SESSION cte_max_recursion_depth = 10000",
			"INSERT INTO Artist WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < " + ROWS
					+ ") SELECT i, CONCAT('Name ', i) FROM n",
			"INSERT INTO `Album of` SELECT Id * 2, Id FROM Artist" };

	@TempDir
	Path directory;

	private Place lower(OwnMysql server, String database) throws Exception {
		new Place(server.url(), "root", "").execute("CREATE DATABASE " + database);
		return new Place(server.url() + database, "root", "");
	}

	@Test
	void differingSettingsAreToldAndNothingIsLost() throws Exception {
		Place exact = Place.mysql();
		exact.execute(TABLES);
		Scene scene = new Scene(this.directory, exact, ROWS);
		try (OwnMysql server = OwnMysql.mysqlInLowerCase()) {
			Place lower = lower(server, "lower");
			Path there = scene.plan("there", lower);
			Answer refused = scene.drover("run", there.toString());
			refused.isOneLine(2, "SCHEMA_007", "lower_case_table_names is 0 at the source and 1 at the target",
					"Album of as album of", "Artist as artist");
			assertThat(lower.rows("SHOW TABLES")).isEmpty();
			goesOnAfterACut(scene, server, there);
			assertThat(lower.rows("SHOW TABLES")).containsExactly("album of", "artist");
			whole(lower, "album of", "artist");
			Place back = Place.mysql();
			Path home = scene.plan("back", lower, back, "");
			scene.drover("run", home.toString())
				.isOneLine(2, "SCHEMA_007", "lower_case_table_names is 1 at the source and 0 at the target");
			Answer forced = scene.drover("run", home.toString(), "--force");
			assertThat(forced.status()).as(forced.toString()).isZero();
			whole(back, "album of", "artist");
			exact.execute("CREATE TABLE ARTIST (id int PRIMARY KEY)");
			Place apart = lower(server, "apart");
			Answer together = scene.drover("run", scene.plan("together", apart).toString(), "--force");
			assertThat(together.status()).as(together.toString()).isEqualTo(2);
			assertThat(together.err()).containsOnlyOnce("SCHEMA_003")
				.contains("the source tables ARTIST and Artist become one target table artist")
				.doesNotContain("mapping.names");
			assertThat(apart.rows("SHOW TABLES")).isEmpty();
		}
	}

	private static void goesOnAfterACut(Scene scene, OwnMysql server, Path plan) throws Exception {
		TestFaults
			.during("copy.after-commit", 3, server::stopAtOnce, () -> scene.drover("run", plan.toString(), "--force"))
			.isOneLine(1, "CONN_004", "drover restart there");
		server.startAgain();
		Answer again = scene.drover("restart", "there", "--force");
		assertThat(again.status()).as(again.toString()).isZero();
	}

	private static void whole(Place place, String album, String artist) throws Exception {
		assertThat(place.rows("SELECT count(*), sum(Id), sum(ArtistId) FROM `" + album + "`"))
			.containsExactly(ROWS + "|" + ROWS * (ROWS + 1) + "|" + ROWS * (ROWS + 1) / 2);
		assertThat(place.rows("SELECT count(*), min(Name) FROM `" + artist + "`")).containsExactly(ROWS + "|Name 1");
		List<String> keys = place.rows("SELECT constraint_name, referenced_table_name FROM"
				+ " information_schema.referential_constraints WHERE constraint_schema = DATABASE()");
		assertThat(keys).containsExactly("Album_of|" + artist);
	}

}
