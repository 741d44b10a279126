package dev.drover.engine.mysql;

import java.io.InputStream;
import java.util.List;

import dev.drover.engine.value.LargeValue;

/**
 * A buffer of rows as LOAD DATA reads it, with large values in their places.
 */
final class SplicedStream extends InputStream {

	private final LoadBuffer rows;

	private final List<LargeValue> large;

	private final LoadBuffer piece = new LoadBuffer();

	/** How far the rows were read. */
	private int at;

	/** How far the piece was read. */
	private int served;

	/** The next large value, or the one that is being read. */
	private int next;

	/** How far the large value was read. */
	private int within;

	SplicedStream(LoadBuffer rows, List<LargeValue> large) {
		this.rows = rows;
		this.large = large;
		this.within = large.get(0).from();
	}

	@Override
	public int read() {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] into, int offset, int most) {
		if (this.served < this.piece.length()) {
			int count = this.piece.copy(this.served, into, offset, most);
			this.served += count;
			return count;
		}
		int end = (this.next < this.large.size()) ? this.large.get(this.next).at() : this.rows.length();
		if (this.at < end) {
			int count = this.rows.copy(this.at, into, offset, Math.min(most, end - this.at));
			this.at += count;
			return count;
		}
		if (this.next == this.large.size()) {
			return -1;
		}
		nextPiece(this.large.get(this.next));
		return read(into, offset, most);
	}

	private void nextPiece(LargeValue value) {
		this.piece.cutTo(0);
		this.served = 0;
		int end = value.pieceEnd(this.within);
		if (value.text()) {
			this.piece.escape(value.bytes(), this.within, end);
		}
		else {
			this.piece.hexadecimal(value.bytes(), this.within, end);
		}
		this.within = end;
		if (end == value.to()) {
			this.next++;
			this.within = (this.next < this.large.size()) ? this.large.get(this.next).from() : 0;
		}
	}

}
