package dev.drover.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a plan file as text: UTF-8, bounded.
 */
final class PlanFile {

	/** Four bytes are the longest character of UTF-8. */
	private static final int MOST_BYTES = 4 * PlanDocument.MOST_CHARACTERS;

	private PlanFile() {
	}

	static String text(Path file) {
		byte[] content = content(file);
		CharBuffer text = CharBuffer.allocate(content.length);
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
		CoderResult result = decoder.decode(ByteBuffer.wrap(content), text, true);
		text.flip();
		if (result.isError()) {
			throw new Mistakes(file.toString()).refuse(Position.after(text.toString()),
					"the file is not UTF-8 text from here on", "save it as UTF-8");
		}
		return text.toString();
	}

	private static byte[] content(Path file) {
		if (Files.isDirectory(file)) {
			throw unreadable(file, "is a directory", null);
		}
		try (InputStream stream = Files.newInputStream(file)) {
			byte[] content = stream.readNBytes(MOST_BYTES + 1);
			if (content.length > MOST_BYTES) {
				throw unreadable(file, "is larger than the " + Amounts.text(MOST_BYTES) + " allowed", null);
			}
			return content;
		}
		catch (NoSuchFileException ex) {
			throw unreadable(file, "does not exist", ex);
		}
		catch (IOException ex) {
			throw unreadable(file, "can't be read", ex);
		}
	}

	private static DroverException unreadable(Path file, String why, @Nullable IOException cause) {
		return new DroverException(ErrorCode.PLAN_002, "plan file " + file + " " + why, "", cause);
	}

}
