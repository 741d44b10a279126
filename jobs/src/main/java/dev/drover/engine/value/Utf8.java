package dev.drover.engine.value;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Texts and their bytes, one to one: the JDK puts the same mark in place of each byte or
 * character that is none, under which two texts would become one.
 */
public final class Utf8 {

	private static final char REPLACEMENT = '\uFFFD';

	/** A byte that belongs to no character is kept as this and its own value. */
	private static final char STRAY = '\uDC00';

	private static final int HIGH_BIT = 0x80;

	private Utf8() {
	}

	/**
	 * The text of these bytes. A byte that belongs to no character becomes half a
	 * surrogate pair between U+DC80 and U+DCFF, so that the text is no text for any
	 * target; see {@link #holdsStrayBytes(String)}.
	 */
	public static String decode(byte[] bytes, int offset, int length) {
		String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
		return (text.indexOf(REPLACEMENT) < 0) ? text : decodeStrictly(ByteBuffer.wrap(bytes, offset, length));
	}

	private static String decodeStrictly(ByteBuffer bytes) {
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
			.onMalformedInput(CodingErrorAction.REPORT)
			.onUnmappableCharacter(CodingErrorAction.REPORT);
		CharBuffer characters = CharBuffer.allocate(bytes.remaining());
		for (CoderResult result = decoder.decode(bytes, characters, true); result
			.isError(); result = decoder.decode(bytes, characters, true)) {
			for (int i = 0; i < result.length(); i++) {
				characters.put((char) (STRAY | (bytes.get() & 0xff)));
			}
		}
		return characters.flip().toString();
	}

	/** Whether a text holds what {@link #decode} made of bytes that are no text. */
	public static boolean holdsStrayBytes(String text) {
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (isPair(text, i)) {
				i++;
			}
			else if (character >= (STRAY | HIGH_BIT) && character <= (STRAY | 0xff)) {
				return true;
			}
		}
		return false;
	}

	/** The bytes of a text; half a surrogate pair has three of its own. */
	static byte[] encode(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (Character.isSurrogate(text.charAt(i))) {
				if (!isPair(text, i)) {
					return encodeHalves(text);
				}
				i++;
			}
		}
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** How many bytes {@link #encode} makes of a text. */
	static int length(String text) {
		long length = 0;
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (isPair(text, i)) {
				length += 4;
				i++;
			}
			else {
				length += (character < HIGH_BIT) ? 1 : (character < 0x800) ? 2 : 3;
			}
		}
		return Math.toIntExact(length);
	}

	/** Where a piece of a text ends that tears no pair apart. */
	static int pieceEnd(String text, int from, int characters) {
		int end = (int) Math.min(text.length(), (long) from + characters);
		return (end < text.length() && isPair(text, end - 1)) ? end - 1 : end;
	}

	/**
	 * How many bytes the character has that begins there; 0 if none does.
	 * @param end where the bytes end
	 */
	static int characterLength(byte[] bytes, int at, int end) {
		int lead = bytes[at] & 0xff;
		if (lead < HIGH_BIT) {
			return 1;
		}
		int length = (lead >= 0xc2 && lead < 0xe0) ? 2
				: (lead >= 0xe0 && lead < 0xf0) ? 3 : (lead >= 0xf0 && lead < 0xf5) ? 4 : 0;
		if (length == 0 || end - at < length) {
			return 0;
		}
		// the longer spellings of short characters, surrogates, and what is beyond
		// Unicode
		int second = bytes[at + 1] & 0xff;
		int first = (lead == 0xe0) ? 0xa0 : (lead == 0xf0) ? 0x90 : HIGH_BIT;
		int last = (lead == 0xed) ? 0x9f : (lead == 0xf4) ? 0x8f : 0xbf;
		boolean held = second >= first && second <= last;
		for (int i = 2; i < length; i++) {
			held &= (bytes[at + i] & 0xc0) == HIGH_BIT;
		}
		return held ? length : 0;
	}

	private static boolean isPair(String text, int at) {
		return Character.isHighSurrogate(text.charAt(at)) && at + 1 < text.length()
				&& Character.isLowSurrogate(text.charAt(at + 1));
	}

	private static byte[] encodeHalves(String text) {
		// a char has three bytes at most
		ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(3, text.length()));
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (isPair(text, i)) {
				bytes.put(text.substring(i, i + 2).getBytes(StandardCharsets.UTF_8));
				i++;
			}
			else if (Character.isSurrogate(character)) {
				bytes.put((byte) (0xe0 | (character >> 12)))
					.put((byte) (HIGH_BIT | ((character >> 6) & 0x3f)))
					.put((byte) (HIGH_BIT | (character & 0x3f)));
			}
			else {
				bytes.put(String.valueOf(character).getBytes(StandardCharsets.UTF_8));
			}
		}
		byte[] encoded = new byte[bytes.position()];
		bytes.flip().get(encoded);
		return encoded;
	}

}
