package dev.drover.app.cli;

import java.io.PrintStream;
import java.util.List;

/**
 * Lines at the bottom of a terminal that are drawn over. Each picture is one write, so
 * that nothing flickers. Not thread-safe.
 */
final class Picture {

	private final PrintStream out;

	private int drawn;

	Picture(PrintStream out) {
		this.out = out;
	}

	/**
	 * Goes up to where the last picture began, and writes over it.
	 * @param above lines that stay, each with its line feed; may be empty
	 */
	void draw(String above, List<String> lines) {
		StringBuilder picture = new StringBuilder();
		if (this.drawn > 0) {
			picture.append("\u001B[").append(this.drawn).append('A');
		}
		picture.append('\r');
		if (!above.isEmpty()) {
			picture.append("\u001B[J").append(above);
		}
		for (String line : lines) {
			picture.append(line).append("\u001B[K\n");
		}
		picture.append("\u001B[J");
		this.drawn = lines.size();
		this.out.print(picture);
		this.out.flush();
	}

}
