package dev.drover.engine.mysql;

import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.ValueException;
import dev.drover.engine.value.LargeValue;

/**
 * Values in the text format of LOAD DATA. Large ones are not written down, but as the
 * rows are read.
 */
final class LoadText {

	private LoadBuffer buffer = new LoadBuffer();

	private final List<LargeValue> large = new ArrayList<>();

	int length() {
		return this.buffer.length();
	}

	/** Forgets what comes after that length, which is the end of a row. */
	void cutTo(int kept) {
		this.buffer.cutTo(kept);
		this.large.removeIf((value) -> value.at() >= kept);
		if (kept == 0 && this.buffer.isLarge()) {
			this.buffer = new LoadBuffer();
		}
	}

	InputStream stream() {
		return this.large.isEmpty() ? this.buffer.stream() : new SplicedStream(this.buffer, List.copyOf(this.large));
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
		LargeValue apart = LargeValue.of(this.buffer.length(), exact);
		if (apart != null) {
			this.large.add(apart);
		}
		else if (exact instanceof byte[] data) {
			this.buffer.hexadecimal(data, 0, data.length);
		}
		else {
			String text = (exact instanceof BigDecimal decimal) ? decimal.toPlainString() : exact.toString();
			byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
			this.buffer.escape(utf8, 0, utf8.length);
		}
	}

}
