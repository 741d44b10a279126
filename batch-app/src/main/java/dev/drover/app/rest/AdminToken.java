package dev.drover.app.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;

/**
 * The first administrator's token: 256 bits of chance in a file that only its owner can
 * read, made at the first start and kept.
 *
 * @param file the file
 * @param value what it holds
 */
record AdminToken(Path file, String value) {

	private static final int BYTES = 32;

	/** So many bytes are not guessed, if somebody has written the file himself. */
	private static final int FEWEST_CHARACTERS = 32;

	private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

	static AdminToken in(Path dataDir) {
		Path file = dataDir.resolve("admin-token");
		try {
			make(file);
			narrow(file);
			String value = Files.readString(file).strip();
			if (value.length() < FEWEST_CHARACTERS
					|| !value.chars().allMatch((letter) -> letter > ' ' && letter < 127)) {
				throw unusable(file, "holds no token: seen " + value.length() + " characters, needed are "
						+ FEWEST_CHARACTERS + " of ASCII", null);
			}
			return new AdminToken(file, value);
		}
		catch (IOException ex) {
			throw unusable(file, "can't be read or written: " + Failures.reason(ex), ex);
		}
	}

	private static DroverException unusable(Path file, String why, @Nullable IOException cause) {
		return new DroverException(ErrorCode.DISK_002, "the token's file " + file + " " + why,
				"remove it, and a new token is made", cause);
	}

	private static void make(Path file) throws IOException {
		if (Files.exists(file)) {
			return;
		}
		byte[] chance = new byte[BYTES];
		new SecureRandom().nextBytes(chance);
		String value = Base64.getUrlEncoder().withoutPadding().encodeToString(chance) + "\n";
		// whole before it has its name: another process may be starting too
		Path part = Files.createTempFile(file.toAbsolutePath().getParent(), "admin-token", ".part", attributes());
		try {
			Files.writeString(part, value, StandardOpenOption.TRUNCATE_EXISTING);
			Files.createLink(file, part);
		}
		catch (FileAlreadyExistsException ex) {
			// the other one's counts
			return;
		}
		catch (UnsupportedOperationException ex) {
			Files.move(part, file);
			return;
		}
		finally {
			Files.deleteIfExists(part);
		}
	}

	private static boolean posix() {
		return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
	}

	private static FileAttribute<?>[] attributes() {
		return posix() ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(OWNER_ONLY) }
				: new FileAttribute<?>[0];
	}

	private static void narrow(Path file) throws IOException {
		if (posix() && !Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
			Files.setPosixFilePermissions(file, OWNER_ONLY);
		}
	}

	/** Whether somebody knows it; how long that takes tells nothing of it. */
	boolean is(String given) {
		return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8),
				this.value.getBytes(StandardCharsets.UTF_8));
	}

	/** Without the token. */
	@Override
	public String toString() {
		return "token in " + this.file;
	}

}
