package dev.drover.live;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

class SqliteAsideIT extends AsideContract {

	@TempDir
	Path directory;

	@Override
	Database database(String name) {
		return Database.sqlite(name, this.directory.resolve(name + ".sqlite"));
	}

	@Override
	String[] triggers() {
		return new String[] { "CREATE TRIGGER ins AFTER INSERT ON item BEGIN INSERT INTO done VALUES ('é'); END",
				"CREATE TRIGGER ups AFTER UPDATE ON item BEGIN INSERT INTO done VALUES ('up'); END",
				"CREATE TRIGGER gone AFTER DELETE ON item BEGIN INSERT INTO done VALUES ('gone'); END" };
	}

	@Override
	String shown() {
		return "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE 'drover%' ORDER BY 1";
	}

}
