package dev.drover.app.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What is at the other end of a stream.
 *
 * @param live whether lines can be drawn over
 * @param color whether colors are wanted
 * @param columns its width
 * @param lines its height
 */
record Terminal(boolean live, boolean color, int columns, int lines) {

	private static final int COLUMNS = 80;

	private static final int LINES = 24;

	/** No terminal: a pipe or a file. */
	static final Terminal NONE = new Terminal(false, false, COLUMNS, LINES);

	/**
	 * Looks at a stream of this process.
	 * @param descriptor 1 for stdout, 2 for stderr
	 */
	static Terminal of(int descriptor, Map<String, String> environment) {
		String name = environment.getOrDefault("TERM", "");
		if (name.isEmpty() || name.equals("dumb") || !isTerminal(descriptor)) {
			return NONE;
		}
		boolean color = environment.getOrDefault("NO_COLOR", "").isEmpty();
		String[] size = size().split(" ");
		try {
			return new Terminal(true, color, positive(Integer.parseInt(size[1]), COLUMNS),
					positive(Integer.parseInt(size[0]), LINES));
		}
		catch (NumberFormatException | ArrayIndexOutOfBoundsException ex) {
			return new Terminal(true, color, COLUMNS, LINES);
		}
	}

	private static int positive(int seen, int otherwise) {
		return (seen > 0) ? seen : otherwise;
	}

	private static boolean isTerminal(int descriptor) {
		Path link = Path.of("/proc/self/fd/" + descriptor);
		if (!Files.exists(Path.of("/proc/self/fd"))) {
			return System.console() != null;
		}
		try {
			String target = link.toRealPath().toString();
			return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
		}
		catch (IOException ex) {
			// pipes and sockets have no path
			return false;
		}
	}

	/** Lines and columns as {@code stty} says them, or the empty string. */
	private static String size() {
		try {
			Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty"))
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			if (!stty.waitFor(1, TimeUnit.SECONDS)) {
				stty.destroyForcibly();
				return "";
			}
			return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
		}
		catch (IOException ex) {
			return "";
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "";
		}
	}

}
