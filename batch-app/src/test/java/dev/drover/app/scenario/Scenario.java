package dev.drover.app.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of SQL: {@code create.<engine>.sql} or {@code create.sql} make the source,
 * {@code expect.sql} is run in each target afterwards, then {@code expect.<engine>.sql}
 * in those of that engine (MariaDB has that of MySQL where it has none of its own);
 * {@code expect.txt} says what is not simply moved. Its lines:
 *
 * <pre>
 * plan YAML                                   appended to the plan
 * oneway                                      nothing is moved back
 * everywhere                                  MySQL and MariaDB take part too
 * SOURCES &gt; TARGETS | finding CODE OBJECT     check finds exactly these warnings and errors
 * SOURCES &gt; TARGETS | goes                    only the pairs with such a line are run
 * SOURCES &gt; TARGETS | told WORDS              some finding of check says that
 * SOURCES &gt; TARGETS | refused                 not even --force helps
 * SOURCES &gt; TARGETS | fails TABLE | A &amp; B     that table alone fails, the message holds A and B
 * SOURCES &gt; TARGETS | respelled TABLE.COLUMN  on the way back equal in meaning only
 * SOURCES &gt; TARGETS | rejects TABLE KEY COLUMN of all rows exactly these are refused, by the column (- without one)
 * SOURCES &gt; TARGETS | changed TABLE.COLUMN    (or * for all but the first columns) not compared: what becomes of it others of these lines say
 * SOURCES &gt; TARGETS | holds SQL              run in the target afterwards, like a line of expect.sql
 * SOURCE as SOURCE                              it has the create.sql of the other
 * like SCENARIO                                 the sources are those of the other scenario
 * </pre>
 *
 * @param folder where it lies
 * @param lines the lines of expect.txt
 */
record Scenario(Path folder, List<String> lines) {

	static Stream<Scenario> all() {
		Path home = Path.of("src/test/resources/scenarios").toAbsolutePath();
		try (Stream<Path> folders = Files.list(home)) {
			return folders.filter(Files::isDirectory).sorted().map(Scenario::read).toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("no scenarios in " + home, ex);
		}
	}

	private static Scenario read(Path folder) {
		Path expectations = folder.resolve("expect.txt");
		return new Scenario(folder, Files.exists(expectations)
				? text(expectations).lines().filter((line) -> !line.isBlank()).toList() : List.of());
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String name() {
		return this.folder.getFileName().toString();
	}

	boolean has(Product source) {
		return !create(source).isEmpty();
	}

	/**
	 * Servers of MySQL's sort take part where a scenario says so: each pair costs time.
	 */
	boolean goes(Product source, Product target) {
		if (this.lines.stream().anyMatch((line) -> line.endsWith("| goes"))) {
			return !expected(source, target, "goes").isEmpty();
		}
		return this.lines.contains("everywhere") || !source.mysql() && !target.mysql();
	}

	List<String> create(Product source) {
		Optional<String> other = after("like ");
		if (other.isPresent()) {
			return read(this.folder.resolveSibling(other.get())).create(source);
		}
		String word = after(source.word() + " as ").orElse(source.word());
		List<String> own = statements("create." + word + ".sql");
		return own.isEmpty() ? statements("create.sql") : own;
	}

	private Optional<String> after(String beginning) {
		return this.lines.stream()
			.filter((line) -> line.startsWith(beginning))
			.map((line) -> line.substring(beginning.length()).strip())
			.findFirst();
	}

	List<String> expectations(Product source, Product target) {
		List<String> all = new ArrayList<>(statements("expect.sql"));
		List<String> own = statements("expect." + target.word() + ".sql");
		all.addAll((own.isEmpty() && target == Product.MARIADB) ? statements("expect.mysql.sql") : own);
		all.addAll(expected(source, target, "holds"));
		return all;
	}

	/** A statement ends with a semicolon at the end of a line. */
	private List<String> statements(String file) {
		Path path = this.folder.resolve(file);
		if (!Files.exists(path)) {
			return List.of();
		}
		return Arrays.stream(text(path).split(";[ \\t]*(\\r?\\n|$)"))
			.map(String::strip)
			.filter((sql) -> !sql.isEmpty())
			.toList();
	}

	String plan() {
		StringBuilder plan = new StringBuilder();
		this.lines.stream()
			.filter((line) -> line.startsWith("plan "))
			.forEach((line) -> plan.append(line.substring(5)).append('\n'));
		return plan.toString();
	}

	/** Whether the way back would show nothing that other scenarios don't. */
	boolean oneWay() {
		return this.lines.contains("oneway");
	}

	/** What follows a word in the lines for that pair. */
	List<String> expected(Product source, Product target, String word) {
		List<String> found = new ArrayList<>();
		for (String line : this.lines) {
			String[] parts = line.split("\\|", 2);
			String[] ways = parts[0].split(">");
			if (parts.length == 2 && ways.length == 2 && matches(ways[0], source) && matches(ways[1], target)
					&& parts[1].strip().split(" ")[0].equals(word)) {
				found.add(parts[1].strip().substring(word.length()).strip());
			}
		}
		return found;
	}

	private static boolean matches(String words, Product product) {
		List<String> all = Arrays.asList(words.strip().split(" +"));
		return all.contains("*") || all.contains(product.word());
	}

}
