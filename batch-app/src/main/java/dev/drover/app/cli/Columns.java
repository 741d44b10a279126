package dev.drover.app.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of text: the first columns to the left, numbers to the right, as wide as they
 * need to be.
 */
final class Columns {

	private final int leftAligned;

	private final List<String[]> rows = new ArrayList<>();

	/**
	 * Creates a table.
	 * @param leftAligned how many columns, from the first on, hold text
	 */
	Columns(int leftAligned, String... headings) {
		this.leftAligned = leftAligned;
		this.rows.add(headings);
	}

	void row(String... cells) {
		this.rows.add(cells);
	}

	/** The lines, each with its line feed and without blanks at its end. */
	String text(String indent) {
		int columns = this.rows.get(0).length;
		int[] widths = new int[columns];
		for (String[] row : this.rows) {
			for (int i = 0; i < columns; i++) {
				widths[i] = Math.max(widths[i], row[i].length());
			}
		}
		StringBuilder text = new StringBuilder();
		for (String[] row : this.rows) {
			StringBuilder line = new StringBuilder(indent);
			for (int i = 0; i < columns; i++) {
				String blanks = " ".repeat(widths[i] - row[i].length());
				line.append((i == 0) ? "" : "  ").append((i < this.leftAligned) ? row[i] + blanks : blanks + row[i]);
			}
			text.append(line.toString().stripTrailing()).append('\n');
		}
		return text.toString();
	}

}
