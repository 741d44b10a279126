package dev.drover.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorsPageTests {

	private static final Pattern LINE = Pattern
		.compile("(?m)^\\| ([A-Z]+_\\d{3}) \\| ([^|]+) \\| (\\d) \\| ([^|]+) \\|$");

	@Test
	void the_page_lists_every_code_once_and_no_other() throws IOException {
		assertThat(page((line) -> line.get(0) + " " + line.get(1) + " " + line.get(2)))
			.containsExactlyElementsOf(Arrays.stream(ErrorCode.values())
				.map((code) -> code.name() + " " + code.title() + " " + code.exitStatus().code())
				.toList());
	}

	@Test
	void every_cure_is_a_sentence() throws IOException {
		assertThat(page((line) -> line.get(3))).allMatch((cure) -> cure.matches("[A-Z].{10,}\\."));
	}

	private static List<String> page(Function<List<String>, String> part) throws IOException {
		String text = Files.readString(Path.of("..", "docs", "errors.md"));
		return LINE.matcher(text)
			.results()
			.map((line) -> part.apply(List.of(line.group(1), line.group(2), line.group(3), line.group(4))))
			.toList();
	}

}
