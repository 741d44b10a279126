package dev.drover.engine.postgresql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.KeyValue;

/**
 * Cuts the binary form of COPY into rows. Fields of the key may stand in front of each as
 * text; they are taken off, and what remains is the row as the target wants it. Each row
 * is {@code int16 fields}, then for each field {@code int32 length} and its bytes; the
 * stream ends with {@code int16 -1}, and without that it has not ended.
 */
final class BinaryRows {

	private static final byte[] SIGNATURE = { 'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0 };

	/** Signature, flags, length of the extension. */
	static final int HEADER = SIGNATURE.length + 8;

	private final Messages source;

	private final List<KeyField> key;

	/** How many fields in front are there for the key only. */
	private final int front;

	private static final byte[] NOTHING = {};

	private byte[] buffer = NOTHING;

	private int at;

	private int end;

	private boolean begun;

	private boolean ended;

	private int fields;

	private int rowStart;

	private int restStart;

	/**
	 * Begins to read.
	 * @param front how many fields in front of each row are there for the key only
	 * @param key where the key's values are
	 */
	BinaryRows(Messages source, int front, List<KeyField> key) {
		this.source = source;
		this.front = front;
		this.key = List.copyOf(key);
	}

	/** The bytes before the first row. */
	static byte[] header() {
		return Arrays.copyOf(SIGNATURE, HEADER);
	}

	/** Goes to the next row; {@code false} at the end. */
	boolean next() throws SQLException {
		if (this.ended) {
			return false;
		}
		if (!this.begun) {
			skipHeader();
		}
		require(2);
		this.fields = int16(this.at);
		if (this.fields == -1) {
			drain();
			return false;
		}
		if (this.fields < this.front) {
			throw new SQLException("the source gave a row of " + this.fields + " fields");
		}
		int offset = 2;
		int rest = offset;
		for (int field = 0; field < this.fields; field++) {
			require((long) offset + 4);
			offset = Math.addExact(offset, 4 + Math.max(0, int32(this.at + offset)));
			require(offset);
			if (field == this.front - 1) {
				rest = offset;
			}
		}
		// only now, since the buffer may have moved meanwhile
		this.rowStart = this.at;
		this.restStart = this.at + rest;
		this.at += offset;
		return true;
	}

	private void skipHeader() throws SQLException {
		require(HEADER);
		if (!Arrays.equals(SIGNATURE, 0, SIGNATURE.length, this.buffer, this.at, this.at + SIGNATURE.length)) {
			throw new SQLException("the source does not begin as binary COPY does");
		}
		int extension = int32(this.at + SIGNATURE.length + 4);
		require(HEADER + extension);
		this.at += HEADER + extension;
		this.begun = true;
	}

	/** Takes the server's word that this was all. */
	private void drain() throws SQLException {
		this.at += 2;
		if (this.at < this.end || this.source.next() != null) {
			throw new SQLException("the source goes on after its own end mark");
		}
		this.ended = true;
	}

	/** Sees to it that so many bytes of the row are in the buffer. */
	private void require(long bytes) throws SQLException {
		while (this.end - this.at < bytes) {
			if (this.at == this.end) {
				// a row may be so large that there is no room for a second one
				this.buffer = NOTHING;
				this.at = 0;
				this.end = 0;
			}
			byte[] more = this.source.next();
			if (more == null) {
				throw new SQLException("the source's rows end without an end mark");
			}
			if (this.at == this.end) {
				this.buffer = more;
				this.at = 0;
				this.end = more.length;
			}
			else {
				int open = this.end - this.at;
				byte[] joined = new byte[Math.addExact(open, more.length)];
				System.arraycopy(this.buffer, this.at, joined, 0, open);
				System.arraycopy(more, 0, joined, open, more.length);
				this.buffer = joined;
				this.at = 0;
				this.end = joined.length;
			}
		}
	}

	/** Forgets the current row, which nobody looks at any more. */
	void forget() {
		if (this.at == this.end) {
			this.buffer = NOTHING;
			this.at = 0;
			this.end = 0;
		}
	}

	/** What holds the current row, until the next. */
	byte[] bytes() {
		return this.buffer;
	}

	/** Where the current row's fields begin, without its key. */
	int offset() {
		return this.restStart;
	}

	/** How many bytes the current row's fields have, without its key. */
	int length() {
		return this.at - this.restStart;
	}

	/** How many fields the current row has, without its key. */
	int fields() {
		return this.fields - this.front;
	}

	/** The current row's fields, without its key. */
	BinaryFields values() {
		return new BinaryFields(this.buffer, offset(), length());
	}

	/** The current row's key. */
	KeyTuple key() throws SQLException {
		// looked for only in the few rows that are asked for it
		int[] offsets = new int[this.key.size()];
		int offset = this.rowStart + 2;
		for (int field = 0; field < this.fields; field++) {
			for (int i = 0; i < this.key.size(); i++) {
				if (this.key.get(i).field() == field) {
					offsets[i] = offset;
				}
			}
			offset += 4 + Math.max(0, int32(offset));
		}
		List<KeyValue> values = new ArrayList<>(this.key.size());
		for (int i = 0; i < offsets.length; i++) {
			int at = offsets[i];
			values.add(KeyValue.engine(this.key.get(i).form().text(this.buffer, at + 4, int32(at))));
		}
		return new KeyTuple(values);
	}

	private int int16(int offset) {
		return (short) ((this.buffer[offset] << 8) | (this.buffer[offset + 1] & 0xff));
	}

	private int int32(int offset) {
		return (this.buffer[offset] << 24) | ((this.buffer[offset + 1] & 0xff) << 16)
				| ((this.buffer[offset + 2] & 0xff) << 8) | (this.buffer[offset + 3] & 0xff);
	}

	/** The stream as it comes. */
	@FunctionalInterface
	interface Messages {

		/** The next part of it, or {@code null} at its end. */
		byte @Nullable [] next() throws SQLException;

	}

}
