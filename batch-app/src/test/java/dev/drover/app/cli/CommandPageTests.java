package dev.drover.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/cli.md} names exactly the commands and options that there are.
 */
class CommandPageTests {

	private static final Pattern COMMAND_ROW = Pattern.compile("(?m)^\\| `([a-z]+)(?: [^`]*)?` \\| ");

	private static final Pattern OPTION_ROW = Pattern
		.compile("(?m)^\\| `(--?[a-zA-Z-]+)[^|]*(?:\\\\\\|[^|]*)*\\| ([^|]+) \\|");

	private static final Pattern OPTION_NAME = Pattern.compile("`(--?[a-zA-Z-]+)");

	private static String page() throws IOException {
		Path page = Path.of("..", "docs", "cli.md");
		return Files.readString(Files.exists(page) ? page : Path.of("docs", "cli.md"));
	}

	private static Map<String, CommandLine> commands() {
		return CommandLineMain.line(Map.of()).getSubcommands();
	}

	@Test
	void itListsEveryCommand() throws IOException {
		String commands = page().split("\\| option \\|", 2)[0];
		assertThat(COMMAND_ROW.matcher(commands).results().map((row) -> row.group(1)))
			.containsExactlyInAnyOrderElementsOf(commands().keySet());
	}

	@Test
	void itListsEveryOptionWithItsCommands() throws IOException {
		String options = page().split("\\| option \\|", 2)[1].split("\n\n", 2)[0];
		Map<String, Set<String>> written = new TreeMap<>();
		OPTION_ROW.matcher(options).results().forEach((row) -> {
			Set<String> of = row.group(2).equals("all") ? new TreeSet<>(commands().keySet())
					: new TreeSet<>(Arrays.asList(row.group(2).split(", ")));
			OPTION_NAME.matcher(row.group()).results().forEach((name) -> written.put(name.group(1), of));
		});
		Map<String, Set<String>> real = new TreeMap<>();
		commands().forEach((name, command) -> command.getCommandSpec()
			.options()
			.forEach((option) -> Arrays.stream(option.names())
				.forEach((word) -> real.computeIfAbsent(word, (key) -> new TreeSet<>()).add(name))));
		assertThat(written).isEqualTo(real);
	}

	@Test
	void everyCommandSaysItsExitCodesAndGivesAnExample() {
		commands().forEach((name, command) -> {
			String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
			assertThat(help).contains("Exit codes:").contains("drover " + name).contains("Example");
			assertThat(Pattern.compile("(?m)^ +2 ")
				.matcher(help)
				.results()
				.map(MatchResult::group)
				.collect(Collectors.joining())).as(name).isNotEmpty();
		});
	}

}
