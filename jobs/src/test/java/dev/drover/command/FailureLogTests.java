package dev.drover.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.RefusedException;

import static org.assertj.core.api.Assertions.assertThat;

class FailureLogTests {

	@TempDir
	Path directory;

	private static DroverException lost() {
		return new DroverException(ErrorCode.CONN_004, "orders was lost", "drover restart x",
				new IllegalStateException("jdbc:postgresql://db/orders?user=a&password=s3cret"));
	}

	@Test
	void aFailureIsWrittenWithItsTraceAndTheConsoleNamesTheFile() throws IOException {
		FailureLog log = FailureLog.of(this.directory);
		String said = log.keep(lost());
		Path file = this.directory.resolve("logs/drover.log");
		assertThat(said).isEqualTo("CONN_004 orders was lost; drover restart x; stack trace in " + file);
		assertThat(Files.readString(file))
			.contains("CONN_004 orders was lost", "Caused by: ", "\tat dev.drover.command.FailureLogTests.",
					"password=***")
			.doesNotContain("s3cret");
	}

	@Test
	void whatIsRefusedNeedsNoTrace() {
		FailureLog log = FailureLog.of(this.directory);
		assertThat(log.keep(new RefusedException(lost(), "orders")))
			.isEqualTo("CONN_004 orders was lost; drover restart x");
		assertThat(log.keep(new DroverException(ErrorCode.PLAN_007, "there is no migration x", "")))
			.isEqualTo("PLAN_007 there is no migration x");
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void theFileOfTheDataDirectoryIsBounded() throws IOException {
		FailureLog log = new FailureLog(this.directory.resolve("drover.log"), 4_000);
		for (int i = 0; i < 20; i++) {
			log.keep(lost());
		}
		assertThat(this.directory.toFile().list()).containsExactlyInAnyOrder("drover.log", "drover.log.1");
		assertThat(Files.size(this.directory.resolve("drover.log"))).isBetween(1L, 40_000L);
		assertThat(Files.size(this.directory.resolve("drover.log.1"))).isBetween(4_000L, 40_000L);
	}

	@Test
	void aFileThatCanNotBeWrittenIsNamed() throws IOException {
		Path file = Files.writeString(this.directory.resolve("file"), "no directory");
		assertThat(FailureLog.in(file.resolve("drover.log")).keep(lost()))
			.startsWith("CONN_004 orders was lost; drover restart x; its stack trace can't be written to ")
			.doesNotContain("\n");
	}

}
