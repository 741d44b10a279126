package dev.drover.app.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The statements of the page about users, as an administrator would paste them.
 */
public final class GrantsPage {

	private GrantsPage() {
	}

	/**
	 * The statements below a line of the page.
	 * @param line the whole line above them
	 * @param user in place of the page's user
	 * @param password in place of its password
	 * @param database in place of its database
	 */
	public static List<String> statements(String line, String user, String password, String database)
			throws IOException {
		String page = Files.readString(Path.of("..", "docs", "grants.md"));
		Matcher block = Pattern
			.compile("^" + Pattern.quote(line) + "\n```sql\n(.*?)\n```", Pattern.DOTALL | Pattern.MULTILINE)
			.matcher(page);
		if (!block.find()) {
			throw new IllegalStateException("the page has no statements below " + line);
		}
		return Stream.of(block.group(1).split(";\n?"))
			.map((sql) -> sql.replaceAll("\\bdrover\\b", Matcher.quoteReplacement(user))
				.replace("choose one", password)
				.replace("orders", database))
			.toList();
	}

}
