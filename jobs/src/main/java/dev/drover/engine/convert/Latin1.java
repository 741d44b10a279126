package dev.drover.engine.convert;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Texts of latin1 as MySQL has it: Windows-1252, in which the five bytes that it leaves
 * open are the control characters of the same number.
 */
public final class Latin1 {

	private static final Charset WINDOWS = Charset.forName("windows-1252");

	private static final String OPEN = "\u0081\u008d\u008f\u0090\u009d";

	private Latin1() {
	}

	/**
	 * The text that the bytes of another are as UTF-8, or {@code null} if they are none.
	 */
	public static @Nullable String asUtf8(String text) {
		byte[] bytes = new byte[text.length()];
		try {
			for (int i = 0; i < bytes.length; i++) {
				char character = text.charAt(i);
				bytes[i] = (OPEN.indexOf(character) >= 0) ? (byte) character
						: WINDOWS.newEncoder().encode(CharBuffer.wrap(new char[] { character })).get();
			}
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	/** The text that the bytes of another in UTF-8 are: {@link #asUtf8} takes it back. */
	public static String ofUtf8(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		char[] characters = new char[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			char same = (char) (bytes[i] & 0xff);
			characters[i] = (OPEN.indexOf(same) >= 0) ? same : new String(bytes, i, 1, WINDOWS).charAt(0);
		}
		return new String(characters);
	}

}
