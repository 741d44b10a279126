package dev.drover.app.wrong;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The disk of the target, or that of the data directory, is too small or gets full while
 * rows are copied. Once there is room again, a restart brings every row once.
 */
class DiskFullIT {

	private static final int ROWS = 20_000;

	@TempDir
	Path directory;

	private Scene scene() throws Exception {
		return Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), ROWS);
	}

	private static Place embedded(String engine, Path in) {
		return engine.equals("h2") ? Place.h2(in.resolve("target")) : Place.sqlite(in.resolve("target.sqlite"));
	}

	private static void goesOn(Scene scene, Place target) throws Exception {
		Answer again = scene.drover("restart", "small");
		assertThat(again.status()).as(again.toString()).isZero();
		scene.isWhole(target, "small");
	}

	@ParameterizedTest
	@ValueSource(strings = { "sqlite", "h2" })
	void aDiskThatIsTooSmallIsRefusedBeforeAnythingIsChanged(String engine) throws Exception {
		Scene scene = scene();
		try (SmallDisk disk = SmallDisk.over(this.directory.resolve("small"), 2)) {
			Place target = embedded(engine, this.directory.resolve("small"));
			Path plan = scene.plan("small", target);
			Answer check = scene.drover("check", plan.toString());
			assertThat(check.status()).as(check.toString()).isEqualTo(2);
			assertThat(check.out()).contains("DISK_001 ", "findings: 1 error", "2.1 MB free in ");
			scene.drover("run", plan.toString(), "--force").isOneLine(2, "DISK_001", "too small", "bytes are needed");
			try (var files = Files.list(this.directory.resolve("small"))) {
				assertThat(files).isEmpty();
			}
			disk.grow(64);
			Answer run = scene.drover("run", plan.toString());
			assertThat(run.status()).as(run.toString()).isZero();
			scene.isWhole(target, "small");
		}
	}

	/** Before the chunk is committed the engine meets it, after that Drover does. */
	@ParameterizedTest
	@CsvSource({ "sqlite, copy.after-commit, nearly full", "sqlite, copy.before-checkpoint, No space left on device",
			"h2, copy.after-commit, nearly full", "h2, copy.before-checkpoint, DISK_001" })
	void theDiskOfAnEmbeddedTargetGetsFull(String engine, String point, String words) throws Exception {
		Scene scene = scene();
		try (SmallDisk disk = SmallDisk.over(this.directory.resolve("small"), 40)) {
			Place target = embedded(engine, this.directory.resolve("small"));
			Path plan = scene.plan("small", target);
			TestFaults.during(point, 9, disk::fill, () -> scene.drover("run", plan.toString()))
				.isOneLine(1, "DISK_001", words, "drover restart small");
			disk.free();
			goesOn(scene, target);
		}
	}

	@Test
	void theDiskOfAPostgresqlTargetGetsFull() throws Exception {
		Scene scene = scene();
		Place target = Place.postgresql();
		Path small = this.directory.resolve("small");
		try (SmallDisk disk = SmallDisk.over(small, 12)) {
			SmallDisk.leaveOutUnless(Files.isDirectory(Path.of(target.text("SHOW data_directory"))),
					"PostgreSQL runs elsewhere");
			String space = "small_" + System.nanoTime();
			String database = target.text("SELECT current_database()");
			Place other = Place.postgresql();
			target.execute("CREATE TABLESPACE " + space + " LOCATION '" + small + "'");
			other.execute("ALTER DATABASE " + database + " SET TABLESPACE " + space);
			Path plan = scene.plan("small", target);
			TestFaults.during("copy.before-checkpoint", 5, disk::fill, () -> scene.drover("run", plan.toString()))
				.isOneLine(1, "DISK_001", "drover restart small");
			disk.grow(64);
			goesOn(scene, target);
			other.execute("DROP DATABASE " + database, "DROP TABLESPACE " + space);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "mysql", "mariadb" })
	void theDiskOfAMysqlTargetGetsFull(String engine) throws Exception {
		Scene scene = scene();
		Place target = engine.equals("mysql") ? Place.mysql() : Place.mariadb();
		Path small = Path.of(target.text("SELECT CONCAT(@@datadir, '/', DATABASE())"));
		SmallDisk.leaveOutUnless(Files.isDirectory(small), engine + " runs elsewhere");
		try (SmallDisk disk = SmallDisk.over(small, 6)) {
			Path plan = scene.plan("small", target);
			TestFaults.during("copy.before-checkpoint", 5, disk::fill, () -> scene.drover("run", plan.toString()))
				.isOneLine(1, "DISK_001", "drover restart small");
			disk.grow(96);
			goesOn(scene, target);
			target.execute("DROP TABLE child", "DROP TABLE parent");
			disk.free();
		}
	}

	@Test
	void theDiskOfTheDataDirectoryGetsFull() throws Exception {
		Scene scene = scene();
		try (SmallDisk disk = SmallDisk.over(this.directory.resolve("data"), 8)) {
			Place target = Place.postgresql();
			Path plan = scene.plan("small", target);
			Answer full = TestFaults.during("copy.after-commit", 5, disk::fill,
					() -> scene.drover("run", plan.toString()));
			full.isOneLine(1, "DISK_001", "data", "drover restart small");
			disk.free();
			goesOn(scene, target);
		}
	}

	@Test
	void aDataDirectoryWithoutRoomIsRefusedInOneLine() throws Exception {
		Scene scene = scene();
		try (SmallDisk disk = SmallDisk.over(this.directory.resolve("data"), 1)) {
			disk.fill();
			Place target = Place.postgresql();
			Map<String, List<String>> before = target.dump();
			scene.drover("run", scene.plan("small", target).toString()).isOneLine(2, "DISK_001", "data");
			assertThat(target.dump()).isEqualTo(before);
		}
	}

}
