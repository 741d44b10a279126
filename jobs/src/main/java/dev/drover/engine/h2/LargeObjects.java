package dev.drover.engine.h2;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.value.LongText;
import dev.drover.engine.value.Utf8;

/**
 * Reads large objects into arrays of their size; the driver would let arrays grow.
 */
final class LargeObjects {

	private LargeObjects() {
	}

	static byte @Nullable [] bytes(ResultSet row, int index) throws SQLException {
		Blob object = row.getBlob(index);
		if (object == null) {
			return null;
		}
		byte[] bytes = new byte[Math.toIntExact(object.length())];
		try (InputStream stream = object.getBinaryStream()) {
			if (stream.readNBytes(bytes, 0, bytes.length) != bytes.length) {
				throw new SQLException("a large object of " + bytes.length + " bytes ends early");
			}
		}
		catch (IOException ex) {
			throw new SQLException("a large object can't be read", ex);
		}
		return bytes;
	}

	/**
	 * A large text.
	 * @return {@code null} if it is not large, or not there at all
	 */
	static @Nullable Object text(ResultSet row, int index) throws SQLException {
		Clob object = row.getClob(index);
		if (object == null || object.length() < LongText.SMALLEST) {
			return null;
		}
		Counted counted = new Counted();
		boolean characters = pass(object, counted);
		if (!characters) {
			// half a surrogate pair has no bytes
			return null;
		}
		Filled filled = new Filled(new byte[Math.toIntExact(counted.count)]);
		pass(object, filled);
		LongText text = LongText.of(filled.bytes, 0, filled.count);
		return (text == null) ? Utf8.decode(filled.bytes, 0, filled.count) : text;
	}

	/** Writes its characters in UTF-8, and says whether there were no others. */
	private static boolean pass(Clob object, OutputStream to) throws SQLException {
		char[] piece = new char[1 << 14];
		char last = 0;
		boolean whole = true;
		try (Reader reader = object.getCharacterStream();
				Writer writer = new OutputStreamWriter(to, StandardCharsets.UTF_8)) {
			for (int count = reader.read(piece); count >= 0; count = reader.read(piece)) {
				for (int i = 0; i < count; i++) {
					whole &= Character.isHighSurrogate(last) == Character.isLowSurrogate(piece[i]);
					last = piece[i];
				}
				writer.write(piece, 0, count);
			}
		}
		catch (IOException ex) {
			throw new SQLException("a large object can't be read", ex);
		}
		return whole && !Character.isHighSurrogate(last);
	}

	/** Counts what is written. */
	private static final class Counted extends OutputStream {

		private long count;

		@Override
		public void write(int each) {
			this.count++;
		}

		@Override
		public void write(byte[] from, int offset, int length) {
			this.count += length;
		}

	}

	/** Fills an array with what is written. */
	private static final class Filled extends OutputStream {

		private final byte[] bytes;

		private int count;

		Filled(byte[] bytes) {
			this.bytes = bytes;
		}

		@Override
		public void write(int each) {
			this.bytes[this.count++] = (byte) each;
		}

		@Override
		public void write(byte[] from, int offset, int length) {
			System.arraycopy(from, offset, this.bytes, this.count, length);
			this.count += length;
		}

	}

}
