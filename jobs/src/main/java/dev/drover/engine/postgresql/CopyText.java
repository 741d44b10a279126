package dev.drover.engine.postgresql;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.ValueException;
import dev.drover.engine.jdbc.CastingCodec;

/**
 * A growing buffer of rows in the text format of COPY, in UTF-8.
 */
final class CopyText {

	private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private byte[] bytes = new byte[1 << 17];

	private int length;

	byte[] bytes() {
		return this.bytes;
	}

	int length() {
		return this.length;
	}

	/** Forgets what comes after that length. */
	void cutTo(int kept) {
		this.length = kept;
	}

	void endOfField() {
		put('\t');
	}

	void endOfRow() {
		put('\n');
	}

	/**
	 * Appends a value.
	 * @throws ValueException if the column can't hold it
	 */
	void value(ColumnBinding column, @Nullable Object value) {
		if (value == null) {
			put('\\');
			put('N');
			return;
		}
		CastingCodec.requireExact(column.column(), value);
		if (value instanceof byte[] data) {
			hex(data);
		}
		else if (value instanceof Boolean bool) {
			put(bool ? 't' : 'f');
		}
		else {
			text(column, value.toString());
		}
	}

	private void hex(byte[] data) {
		reserve(2L * data.length + 3);
		put('\\');
		put('\\');
		put('x');
		for (byte each : data) {
			this.bytes[this.length++] = HEX[(each >> 4) & 0xf];
			this.bytes[this.length++] = HEX[each & 0xf];
		}
	}

	private void text(ColumnBinding column, String text) {
		// three bytes for each char at most; a pair of chars takes four
		reserve(3L * text.length());
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character >= 0x80) {
				i += beyondAscii(column, text, i);
			}
			else {
				ascii(column, text, character);
			}
		}
	}

	private void ascii(ColumnBinding column, String text, char character) {
		switch (character) {
			case 0 -> throw new ValueException(column.column().name(), column.kind(), text);
			case '\\' -> escaped('\\');
			case '\n' -> escaped('n');
			case '\r' -> escaped('r');
			case '\t' -> escaped('t');
			default -> put(character);
		}
	}

	private void escaped(char letter) {
		put('\\');
		put(letter);
	}

	/** Appends the character at that place and gives the number of chars to skip. */
	private int beyondAscii(ColumnBinding column, String text, int at) {
		int code = text.codePointAt(at);
		if (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE) {
			throw new ValueException(column.column().name(), column.kind(), text);
		}
		if (code < 0x800) {
			put(0xc0 | (code >> 6));
		}
		else if (code < 0x10000) {
			put(0xe0 | (code >> 12));
			put(0x80 | ((code >> 6) & 0x3f));
		}
		else {
			put(0xf0 | (code >> 18));
			put(0x80 | ((code >> 12) & 0x3f));
			put(0x80 | ((code >> 6) & 0x3f));
		}
		put(0x80 | (code & 0x3f));
		return Character.charCount(code) - 1;
	}

	private void put(int each) {
		if (this.length == this.bytes.length) {
			reserve(1);
		}
		this.bytes[this.length++] = (byte) each;
	}

	private void reserve(long more) {
		long needed = this.length + more;
		if (needed > this.bytes.length) {
			long grown = Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * this.bytes.length));
			this.bytes = Arrays.copyOf(this.bytes, (int) grown);
		}
	}

}
