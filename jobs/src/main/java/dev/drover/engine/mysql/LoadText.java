package dev.drover.engine.mysql;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.ValueException;

/**
 * A growing buffer of rows in the text format of LOAD DATA, in UTF-8: fields end with a
 * tab, rows with a line feed, a backslash escapes; bytes are hexadecimal.
 */
final class LoadText {

	private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

	private byte[] bytes = new byte[1 << 17];

	private int length;

	int length() {
		return this.length;
	}

	/** Forgets what comes after that length. */
	void cutTo(int kept) {
		this.length = kept;
	}

	InputStream stream() {
		return new ByteArrayInputStream(this.bytes, 0, this.length);
	}

	void endOfField() {
		put('\t');
	}

	void endOfRow() {
		put('\n');
	}

	/**
	 * Appends a value.
	 * @throws ValueException if the column would change it
	 */
	void value(ColumnBinding column, @Nullable Object value) {
		if (value == null) {
			put('\\');
			put('N');
			return;
		}
		Object exact = ExactValue.of(column.column(), column.kind(), value);
		if (exact instanceof byte[] data) {
			hex(data);
		}
		else if (exact instanceof BigDecimal decimal) {
			text(decimal.toPlainString());
		}
		else {
			text(exact.toString());
		}
	}

	private void hex(byte[] data) {
		reserve(2L * data.length + 1);
		for (byte each : data) {
			this.bytes[this.length++] = HEX[(each >> 4) & 0xf];
			this.bytes[this.length++] = HEX[each & 0xf];
		}
	}

	private void text(String text) {
		byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
		reserve(2L * utf8.length + 1);
		for (byte each : utf8) {
			switch (each) {
				case 0 -> escaped('0');
				case '\\' -> escaped('\\');
				case '\n' -> escaped('n');
				case '\t' -> escaped('t');
				default -> this.bytes[this.length++] = each;
			}
		}
	}

	private void escaped(char letter) {
		this.bytes[this.length++] = '\\';
		this.bytes[this.length++] = (byte) letter;
	}

	private void put(int each) {
		reserve(1);
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
