package dev.drover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SQL is put together of names and values only by those who quote them. What stands in
 * the sources where SQL wants a name, or between quotes, is either such a call or known
 * by {@code sql-known.txt}, where each line was looked at.
 */
class SqlSourceTests {

	@Test
	void namesAndValuesAreQuotedByThoseWhoKnowHow() throws Exception {
		Set<String> found = new TreeSet<>();
		for (String sources : List.of("src/main/java", "../batch-app/src/main/java")) {
			try (Stream<Path> files = Files.walk(Path.of(sources))) {
				for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
					SqlSource.doubtful(Files.readString(file))
						.forEach((place) -> found.add(file.getFileName() + " | " + place));
				}
			}
		}
		Set<String> known = known();
		assertThat(found)
			.as("quote by Dialect.quote, quoteAll, droverTable or SqlText.literal, or bind a parameter; what"
					+ " is quoted already or is no SQL goes into sql-known.txt with what makes it so")
			.filteredOn((place) -> !known.contains(place))
			.isEmpty();
		assertThat(known).as("gone: take it out of sql-known.txt")
			.filteredOn((place) -> !found.contains(place))
			.isEmpty();
	}

	private static Set<String> known() throws IOException {
		Set<String> known = new TreeSet<>();
		Files.readAllLines(Path.of("src/test/resources/sql-known.txt"))
			.stream()
			.map((line) -> line.replaceFirst("\\s+# .*", ""))
			.filter((line) -> !line.isBlank() && !line.startsWith("#"))
			.forEach(known::add);
		return known;
	}

	@Test
	void aNameOrAValueThatNobodyQuotesIsFound() {
		assertThat(SqlSource.doubtful("execute(\"DROP TABLE \" + name);")).containsExactly("TABLE | name");
		assertThat(SqlSource.doubtful("String s = \"SELECT a FROM\"\n\t+ \" t JOIN \" + table.name() + \" ON x\";"))
			.containsExactly("JOIN | table.name()");
		assertThat(SqlSource.doubtful("sql.append(\" INTO \").append(table.display())"))
			.containsExactly("INTO | table.display()");
		assertThat(SqlSource.doubtful("\"UPDATE t SET a = '\" + value + \"'\"")).containsExactly("' | value");
		assertThat(SqlSource.doubtful("\"DELETE FROM \\\"\" + name + '\"'")).containsExactly("\\\" | name");
		assertThat(SqlSource.doubtful("\"ALTER TABLE `\" + name + \"`\"")).containsExactly("` | name");
		assertThat(SqlSource.doubtful("String.format(\"DROP TABLE %s\", name)")).containsExactly("TABLE %s");
		assertThat(SqlSource.doubtful("\"SELECT 1 FROM %s\".formatted(name)")).containsExactly("FROM %s");
	}

	@Test
	void whatStandsBehindACommentIsFound() {
		assertThat(SqlSource.doubtful("// why\nexecute(\"DROP TABLE \" + name);")).containsExactly("TABLE | name");
		assertThat(SqlSource.doubtful("\t// \"why\"\n/* and */ \"DROP TABLE \" + name // then\n"))
			.containsExactly("TABLE | name");
		assertThat(SqlSource.doubtful("url(\"http://x\"); execute(\"DROP TABLE \" + name);"))
			.containsExactly("TABLE | name");
		assertThat(SqlSource.doubtful("find(\"/*\"); quoted('\"'); execute(\"DROP TABLE \" + name); close(\"*/\");"))
			.containsExactly("TABLE | name");
	}

	@Test
	void whatIsQuotedOrBoundIsNone() {
		assertThat(SqlSource.doubtful("execute(\"DROP TABLE \" + this.dialect.quote(table.name()));")).isEmpty();
		assertThat(SqlSource.doubtful("\"SET a = \" + SqlText.literal(value)")).isEmpty();
		assertThat(SqlSource.doubtful("query(\"SELECT 1 FROM t WHERE a = ?\", value)")).isEmpty();
		assertThat(SqlSource.doubtful("// \"DROP TABLE \" + name\n/* \"DROP TABLE \" + name */")).isEmpty();
	}

}
