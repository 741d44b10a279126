package dev.drover.app.wrong;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.drover.app.cli.CommandLineMain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a command ended.
 *
 * @param status its exit status
 * @param out what it printed
 * @param err what it said
 */
public record Answer(int status, String out, String err) {

	/** Runs a command inside this JVM. */
	public static Answer of(Map<String, String> environment, String... words) {
		PrintStream out = System.out;
		PrintStream err = System.err;
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		ByteArrayOutputStream said = new ByteArrayOutputStream();
		try (PrintStream toPrinted = new PrintStream(printed, true, StandardCharsets.UTF_8);
				PrintStream toSaid = new PrintStream(said, true, StandardCharsets.UTF_8)) {
			System.setOut(toPrinted);
			System.setErr(toSaid);
			int status = CommandLineMain.run(words, environment);
			return new Answer(status, printed.toString(StandardCharsets.UTF_8), said.toString(StandardCharsets.UTF_8));
		}
		finally {
			System.setOut(out);
			System.setErr(err);
		}
	}

	/**
	 * Ended with this status and one line that begins with this code and holds these
	 * words.
	 */
	public void isOneLine(int expected, String code, String... parts) {
		assertThat(this.status).as("status; %s", this).isEqualTo(expected);
		assertThat(this.err.strip().lines().filter((line) -> line.matches("[A-Z]+_\\d{3} .*"))).as(this.err)
			.hasSize(1)
			.allSatisfy((line) -> {
				assertThat(line).startsWith(code + " ");
				List.of(parts).forEach((part) -> assertThat(line).contains(part));
			});
		isNoStackTrace();
	}

	/** No stack trace, and no exception's name. */
	public void isNoStackTrace() {
		assertThat(this.err + this.out).doesNotContain("\tat ", "Exception", "\n  at ");
	}

}
