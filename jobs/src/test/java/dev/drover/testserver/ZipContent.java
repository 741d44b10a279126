package dev.drover.testserver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Unpacks parts of a zip file.
 */
final class ZipContent {

	private ZipContent() {
	}

	/**
	 * Unpacks.
	 * @param zip the file
	 * @param root path inside it that is left off
	 * @param parts what is wanted below the root: files, and directories with a slash at
	 * the end; files under {@code bin/} become executable
	 * @param into where to
	 */
	static void unpack(Path zip, String root, List<String> parts, Path into) throws IOException {
		try (ZipFile file = new ZipFile(zip.toFile())) {
			Enumeration<? extends ZipEntry> entries = file.entries();
			while (entries.hasMoreElements()) {
				ZipEntry entry = entries.nextElement();
				if (entry.isDirectory() || !entry.getName().startsWith(root)) {
					continue;
				}
				String name = entry.getName().substring(root.length());
				if (parts.stream().anyMatch((part) -> part.endsWith("/") ? name.startsWith(part) : name.equals(part))) {
					Path target = into.resolve(name).normalize();
					if (!target.startsWith(into)) {
						throw new IOException("a path leads out of the zip file: " + entry.getName());
					}
					Files.createDirectories(target.getParent());
					try (InputStream content = file.getInputStream(entry)) {
						Files.copy(content, target);
					}
					if (name.startsWith("bin/") && !target.toFile().setExecutable(true)) {
						throw new IOException("can't be made executable: " + target);
					}
				}
			}
		}
	}

}
