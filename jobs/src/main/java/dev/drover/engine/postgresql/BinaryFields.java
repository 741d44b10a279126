package dev.drover.engine.postgresql;

import java.nio.ByteBuffer;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.value.Kind;
import dev.drover.engine.value.LongText;
import dev.drover.engine.value.Utf8;

/**
 * The fields of one row in binary form, one after the other.
 */
final class BinaryFields {

	private final ByteBuffer bytes;

	BinaryFields(byte[] bytes, int offset, int length) {
		this.bytes = ByteBuffer.wrap(bytes, offset, length);
	}

	/**
	 * The next field as JDBC would give it.
	 * @param kind the kind of what was selected; what is not sent as such is sent as text
	 */
	@Nullable Object next(Kind kind) throws SQLException {
		int length = this.bytes.getInt();
		if (length < 0) {
			return null;
		}
		return switch (kind) {
			case BOOLEAN -> this.bytes.get() != 0;
			case INTEGER -> KeyField.Form.integer(this.bytes, length);
			case FLOAT4 -> this.bytes.getFloat();
			case FLOAT8 -> this.bytes.getDouble();
			case BYTES -> raw(length);
			default -> text(length);
		};
	}

	/** The next field, which is a text; a large one as {@link LongText}. */
	@Nullable Object nextText() {
		int length = this.bytes.getInt();
		if (length < 0) {
			return null;
		}
		int at = this.bytes.position();
		LongText large = LongText.of(this.bytes.array(), at, at + length);
		if (large == null) {
			return text(length);
		}
		this.bytes.position(at + length);
		return large;
	}

	private byte[] raw(int length) {
		byte[] data = new byte[length];
		this.bytes.get(data);
		return data;
	}

	private String text(int length) {
		int at = this.bytes.position();
		this.bytes.position(at + length);
		return Utf8.decode(this.bytes.array(), at, length);
	}

}
