package dev.drover.engine.postgresql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.Column;

/**
 * Where a row in binary form has a value of its key.
 *
 * @param field the field's place in the row as it is sent, from 0
 * @param form how it is sent
 */
record KeyField(int field, Form form) {

	/** How a value of the key is sent. */
	enum Form {

		/** As its text. */
		TEXT,

		/** As a number of 2, 4 or 8 bytes. */
		INTEGER,

		/** As the 16 bytes of a UUID. */
		UUID;

		/**
		 * The form in which a column is sent as it is, or {@code null} if that form is
		 * not known here.
		 */
		static @Nullable Form of(Column column) {
			String declared = column.type().declared();
			return switch (declared) {
				case "smallint", "integer", "bigint" -> INTEGER;
				case "uuid" -> UUID;
				case "text", "character varying" -> TEXT;
				default -> declared.startsWith("character varying(") ? TEXT : null;
			};
		}

		/** The value as the server would write it. */
		String text(byte[] bytes, int offset, int length) throws SQLException {
			return switch (this) {
				case TEXT -> new String(bytes, offset, length, StandardCharsets.UTF_8);
				case INTEGER -> Long.toString(integer(ByteBuffer.wrap(bytes, offset, length), length));
				case UUID -> uuid(ByteBuffer.wrap(bytes, offset, length)).toString();
			};
		}

		private static UUID uuid(ByteBuffer bytes) {
			return new UUID(bytes.getLong(), bytes.getLong());
		}

		/** A number of that many bytes. */
		static long integer(ByteBuffer bytes, int length) throws SQLException {
			return switch (length) {
				case Short.BYTES -> bytes.getShort();
				case Integer.BYTES -> bytes.getInt();
				case Long.BYTES -> bytes.getLong();
				default -> throw new SQLException("an integer of " + length + " bytes");
			};
		}

	}

}
