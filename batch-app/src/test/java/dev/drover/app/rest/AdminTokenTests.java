package dev.drover.app.rest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AdminTokenTests {

	@TempDir
	Path directory;

	private String permissions() throws Exception {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(this.directory.resolve("admin-token")));
	}

	@Test
	void itIsMadeOnceForItsOwnerOnlyAndKept() throws Exception {
		AdminToken first = AdminToken.in(this.directory);
		assertThat(first.value()).matches("[A-Za-z0-9_-]{43}");
		assertThat(permissions()).isEqualTo("rw-------");
		assertThat(AdminToken.in(this.directory)).isEqualTo(first);
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files).hasSize(1);
		}
		assertThat(first.toString()).doesNotContain(first.value());
	}

	@Test
	void onlyTheWholeTokenIsRight() {
		AdminToken token = AdminToken.in(this.directory);
		assertThat(token.is(token.value())).isTrue();
		assertThat(token.is(token.value() + "x")).isFalse();
		assertThat(token.is(token.value().substring(1))).isFalse();
		assertThat(token.is("")).isFalse();
	}

	@Test
	void aFileThatOthersCouldReadIsNarrowed() throws Exception {
		AdminToken token = AdminToken.in(this.directory);
		Files.setPosixFilePermissions(token.file(), PosixFilePermissions.fromString("rw-r--r--"));
		AdminToken.in(this.directory);
		assertThat(permissions()).isEqualTo("rw-------");
	}

	@Test
	void aFileThatHoldsNoTokenIsRefused() throws Exception {
		for (String content : new String[] { "", "short", "with blanks ".repeat(5), "ä".repeat(40) }) {
			Files.writeString(this.directory.resolve("admin-token"), content);
			assertThatThrownBy(() -> AdminToken.in(this.directory)).isInstanceOf(DroverException.class)
				.hasMessageContaining(ErrorCode.DISK_002.name())
				.hasMessageContaining("admin-token");
		}
	}

}
