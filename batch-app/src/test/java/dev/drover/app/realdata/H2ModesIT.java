package dev.drover.app.realdata;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import dev.drover.app.realdata.Moves.Base;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An H2 that takes itself for another server, or spells names in its own way, gets and
 * gives the same values.
 */
class H2ModesIT {

	private static final String ROWS = "SELECT id, v, c, n, d, b, f FROM things";

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE", "MODE=MySQL", "MODE=MSSQLServer", "MODE=DB2",
			"MODE=LEGACY", "DATABASE_TO_UPPER=FALSE", "CASE_INSENSITIVE_IDENTIFIERS=TRUE" })
	void valuesGoThereAndBack(String mode) throws Exception {
		Base source = sqlite("source");
		source.execute(
				"CREATE TABLE things (id integer PRIMARY KEY, v varchar(20) NOT NULL UNIQUE, c char(5), n numeric(10,2),"
						+ " d date, b blob, f boolean, parent integer REFERENCES things (id))",
				"CREATE INDEX things_n ON things (n)",
				"INSERT INTO things VALUES (1, 'a', 'ab', 1.5, '2024-02-29', x'00ff', 1, NULL),"
						+ " (2, 'a ', ' x', -99999999.99, '0001-01-01', x'', 0, 1), (3, 'A', NULL, NULL, NULL, NULL, NULL, 3)");
		Base h2 = new Base("jdbc:h2:file:" + this.directory.resolve("there") + ";" + mode, "", "");
		Moves moves = new Moves(this.directory);
		assertThat(moves.run("there", source, h2, "")).isZero();
		assertThat(h2.rows(ROWS)).as("under names as SQL without quotes finds them").hasSize(3);
		Base back = sqlite("back");
		int returned = moves.run("back", h2, back, "");
		assertThat(returned).as(moves.report("back").get("findings").toString()).isZero();
		assertThat(back.rows(ROWS)).isEqualTo(source.rows(ROWS)).hasSize(3);
	}

	private Base sqlite(String name) {
		return new Base("jdbc:sqlite:" + this.directory.resolve(name + ".sqlite"), "", "");
	}

	/** To it an empty text is NULL. */
	@Test
	void whatAnH2ThatTakesItselfForOracleMakesOfEmptyTextsIsADifference() throws Exception {
		Base source = sqlite("empty");
		source.execute("CREATE TABLE texts (id integer PRIMARY KEY, v varchar(20))",
				"INSERT INTO texts VALUES (1, ''), (2, NULL), (3, ' ')");
		Base h2 = new Base("jdbc:h2:file:" + this.directory.resolve("oracle") + ";MODE=Oracle", "", "");
		Moves moves = new Moves(this.directory);
		assertThat(moves.run("empty", source, h2, "")).isEqualTo(3);
		JsonNode differences = moves.report("empty").get("tables").get(0).get("differences");
		assertThat(differences.size()).isOne();
		assertThat(differences.get(0).get("key").asString()).isEqualTo("1");
	}

}
