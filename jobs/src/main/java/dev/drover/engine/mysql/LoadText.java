package dev.drover.engine.mysql;

import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.ValueException;

/**
 * Values in the text format of LOAD DATA.
 */
final class LoadText {

	private final LoadBuffer buffer = new LoadBuffer();

	int length() {
		return this.buffer.length();
	}

	/** Forgets what comes after that length. */
	void cutTo(int kept) {
		this.buffer.cutTo(kept);
	}

	InputStream stream() {
		return this.buffer.stream();
	}

	void endOfField() {
		this.buffer.endOfField();
	}

	void endOfRow() {
		this.buffer.endOfRow();
	}

	/**
	 * Appends a value.
	 * @throws ValueException if the column would change it
	 */
	void value(ColumnBinding column, @Nullable Object value) {
		if (value == null) {
			this.buffer.nothing();
			return;
		}
		Object exact = ExactValue.of(column.column(), column.kind(), value);
		if (exact instanceof byte[] data) {
			this.buffer.hexadecimal(data, 0, data.length);
		}
		else {
			String text = (exact instanceof BigDecimal decimal) ? decimal.toPlainString() : exact.toString();
			byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
			this.buffer.escape(utf8, 0, utf8.length);
		}
	}

}
