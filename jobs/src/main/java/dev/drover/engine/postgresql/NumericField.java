package dev.drover.engine.postgresql;

import java.sql.SQLException;
import java.util.Arrays;

import dev.drover.engine.Field;

/**
 * A decimal number in the binary form of {@code numeric}: groups of four digits, the
 * weight of the first, the sign, and how many fractional digits are shown (see
 * {@code numeric_recv} in PostgreSQL's source).
 */
final class NumericField {

	private static final int GROUP = 4;

	private static final int NEGATIVE = 0x4000;

	private short[] groups = new short[16];

	private int first;

	private int last;

	private int weight;

	private int sign;

	private int scale;

	/** Takes a number, and says whether it is one of digits, with a point or without. */
	boolean read(Field field) {
		int from = (field.length() > 0 && field.at(0) == '-') ? 1 : 0;
		int point = point(field, from);
		int end = field.length();
		if (point < 0 || end - from - ((point < end) ? 1 : 0) < 1) {
			return false;
		}
		this.sign = (from == 1) ? NEGATIVE : 0;
		this.scale = Math.max(0, end - point - 1);
		int whole = (point - from + GROUP - 1) / GROUP;
		int count = whole + (this.scale + GROUP - 1) / GROUP;
		if (count > Short.MAX_VALUE || this.scale > Short.MAX_VALUE) {
			return false;
		}
		if (this.groups.length < count) {
			this.groups = new short[count];
		}
		Arrays.fill(this.groups, 0, count, (short) 0);
		// the groups are aligned at the point
		int at = whole * GROUP - (point - from);
		for (int i = from; i < end; i++) {
			if (i != point) {
				int group = at++ / GROUP;
				this.groups[group] = (short) (this.groups[group] * 10 + field.at(i) - '0');
			}
		}
		for (; at % GROUP != 0; at++) {
			this.groups[at / GROUP] *= 10;
		}
		trim(whole, count);
		return true;
	}

	/** Where the point is, the end if there is none, or -1 if it is no such number. */
	private static int point(Field field, int from) {
		int point = field.length();
		for (int i = from; i < field.length(); i++) {
			byte each = field.at(i);
			if (each == '.' && point == field.length()) {
				point = i;
			}
			else if (each < '0' || each > '9') {
				return -1;
			}
		}
		return point;
	}

	/** Groups of zeros at either end are not sent, and zero has no sign. */
	private void trim(int whole, int count) {
		this.first = 0;
		this.last = count;
		while (this.first < this.last && this.groups[this.first] == 0) {
			this.first++;
		}
		while (this.last > this.first && this.groups[this.last - 1] == 0) {
			this.last--;
		}
		boolean zero = this.first == this.last;
		this.weight = zero ? 0 : whole - 1 - this.first;
		this.sign = zero ? 0 : this.sign;
	}

	/** Writes the number that was taken. */
	void write(CopyBlocks out) throws SQLException {
		int count = this.last - this.first;
		out.number(Short.BYTES * (GROUP + (long) count), Integer.BYTES);
		out.number(count, Short.BYTES);
		out.number(this.weight, Short.BYTES);
		out.number(this.sign, Short.BYTES);
		out.number(this.scale, Short.BYTES);
		for (int i = this.first; i < this.last; i++) {
			out.number(this.groups[i], Short.BYTES);
		}
	}

}
