package dev.drover.app.wrong;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Into a server that takes no new table without a primary key.
 */
class RequiredKeyIT {

	@TempDir
	Path directory;

	@Test
	void aTableWithoutOneIsFoundBeforeAnythingIsChanged() throws Exception {
		Place source = Place.sqlite(this.directory.resolve("source.sqlite"));
		source.execute("CREATE TABLE keyed (id INTEGER PRIMARY KEY)", "INSERT INTO keyed VALUES (1)",
				"CREATE TABLE loose (a INTEGER, b VARCHAR(5) NOT NULL UNIQUE)", "INSERT INTO loose VALUES (1, 'x')");
		Scene scene = new Scene(this.directory, source, 1);
		Place bare = Place.mysql();
		Place target = bare
			.at(bare.url() + (bare.url().contains("?") ? "&" : "?") + "sessionVariables=sql_require_primary_key=ON");
		Path plan = scene.plan("required", target);
		scene.drover("run", plan.toString()).isOneLine(2, "SCHEMA_011", "loose", "sql_require_primary_key is ON");
		assertThat(bare.rows("SHOW TABLES")).isEmpty();
		bare.execute("CREATE TABLE loose (a bigint, b varchar(5) COLLATE utf8mb4_0900_bin NOT NULL UNIQUE)");
		Answer there = scene.drover("run", plan.toString());
		assertThat(there.status()).as(there.toString()).isZero();
		assertThat(bare.rows("SELECT a, b FROM loose")).containsExactly("1|x");
	}

}
