package dev.drover.engine.postgresql;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.ValueException;
import dev.drover.engine.jdbc.CastingCodec;
import dev.drover.engine.value.LargeValue;

/**
 * A growing buffer of rows in the text format of COPY, in UTF-8. Large values are not
 * written down, but sent from where they are.
 */
final class CopyText {

	private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private static final int FIRST = 1 << 17;

	private static final int MOST_KEPT = 1 << 25;

	/** Characters from which on room is taken as it is needed. */
	private static final int LARGE = 1 << 20;

	private byte[] bytes = new byte[FIRST];

	private final List<LargeValue> large = new ArrayList<>();

	private int length;

	int length() {
		return this.length;
	}

	/** Forgets what comes after that length. */
	void cutTo(int kept) {
		this.length = kept;
		this.large.removeIf((value) -> value.at() >= kept);
		if (kept == 0 && this.bytes.length > MOST_KEPT) {
			this.bytes = new byte[FIRST];
		}
	}

	boolean holdsLarge() {
		return !this.large.isEmpty();
	}

	/** Sends all of it, with large values in their places. */
	void send(CopyIn copy) throws SQLException {
		int sent = 0;
		for (LargeValue value : this.large) {
			copy.writeToCopy(this.bytes, sent, value.at() - sent);
			sent = value.at();
			CopyText piece = new CopyText();
			if (!value.text()) {
				piece.beginHex();
			}
			for (int at = value.from(); at < value.to(); at = value.pieceEnd(at)) {
				piece.piece(value, at);
				copy.writeToCopy(piece.bytes, 0, piece.length);
				piece.length = 0;
			}
		}
		copy.writeToCopy(this.bytes, sent, this.length - sent);
	}

	private void piece(LargeValue value, int from) {
		int end = value.pieceEnd(from);
		if (value.text()) {
			utf8(value.bytes(), from, end);
		}
		else {
			hex(value.bytes(), from, end);
		}
	}

	/** Bytes of a text; none of them is zero. */
	private void utf8(byte[] data, int from, int to) {
		reserve(2L * (to - from));
		for (int i = from; i < to; i++) {
			switch (data[i]) {
				case '\\' -> escaped('\\');
				case '\n' -> escaped('n');
				case '\r' -> escaped('r');
				case '\t' -> escaped('t');
				default -> this.bytes[this.length++] = data[i];
			}
		}
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
		LargeValue apart = LargeValue.of(this.length, value);
		if (apart != null) {
			this.large.add(apart);
		}
		else if (value instanceof byte[] data) {
			beginHex();
			hex(data, 0, data.length);
		}
		else if (value instanceof Boolean bool) {
			put(bool ? 't' : 'f');
		}
		else {
			text(column, value.toString());
		}
	}

	private void beginHex() {
		put('\\');
		put('\\');
		put('x');
	}

	private void hex(byte[] data, int from, int to) {
		reserve(2L * (to - from));
		for (int i = from; i < to; i++) {
			this.bytes[this.length++] = HEX[(data[i] >> 4) & 0xf];
			this.bytes[this.length++] = HEX[data[i] & 0xf];
		}
	}

	private void text(ColumnBinding column, String text) {
		// three bytes for each char at most; a pair of chars takes four
		reserve((text.length() < LARGE) ? 3L * text.length() : text.length());
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
