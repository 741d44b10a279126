package dev.drover.live;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

class SqliteApplyIT extends ApplyContract {

	@TempDir
	Path directory;

	@Override
	Database database(String name) {
		return Database.sqlite(name, this.directory.resolve(name + ".sqlite"));
	}

}
