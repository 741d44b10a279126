package dev.drover.app.wrong;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.testserver.OwnPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tables that need an extension which the target's server has not.
 */
class MissingExtensionIT {

	@TempDir
	Path directory;

	/** An extension that only the server has that is told where it lies. */
	private Path extension() throws Exception {
		Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		Path home = Files.createDirectories(this.directory.resolve("extension"));
		Files.writeString(home.resolve("shades.control"), "default_version = '1.0'\nrelocatable = true\n");
		Files.writeString(home.resolve("shades--1.0.sql"), "CREATE TYPE shade AS ENUM ('light', 'dark');\n");
		return this.directory;
	}

	@Test
	void itIsFoundBeforeAnythingIsChanged() throws Exception {
		try (OwnPostgres server = OwnPostgres.start()) {
			Place source = new Place(server.url(), server.user(), "");
			source.execute("ALTER SYSTEM SET extension_control_path = '$system:" + extension() + "'",
					"SELECT pg_reload_conf()");
			source.execute("CREATE EXTENSION shades", "CREATE TABLE wall (id int PRIMARY KEY, colour shade NOT NULL)",
					"INSERT INTO wall VALUES (1, 'dark')", "CREATE TABLE plain (id int PRIMARY KEY)",
					"INSERT INTO plain VALUES (1)");
			Scene scene = new Scene(this.directory, source, 1);
			Place target = Place.postgresql();
			Path plan = scene.plan("shades", target);
			Map<String, List<String>> before = target.dump();
			scene.drover("run", plan.toString()).isOneLine(2, "TYPE_002", "extension shades", "scope.tables");
			Answer check = scene.drover("check", plan.toString());
			assertThat(check.status()).as(check.toString()).isEqualTo(2);
			assertThat(check.out()).contains("TYPE_002 ");
			scene.drover("run", plan.toString(), "--force").isOneLine(2, "TYPE_002", "extension shades");
			assertThat(target.dump()).isEqualTo(before);
			scene.plan("shades", source, target, "scope: {tables: {exclude: [wall]}}\n");
			Answer without = scene.drover("run", plan.toString());
			assertThat(without.status()).as(without.toString()).isZero();
			assertThat(target.number("SELECT count(*) FROM plain")).isEqualTo(1);
		}
	}

}
