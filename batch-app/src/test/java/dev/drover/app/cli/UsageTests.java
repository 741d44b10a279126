package dev.drover.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class UsageTests {

	private final StringWriter err = new StringWriter();

	private int run(String... words) {
		CommandLine line = CommandLineMain.line(Map.of());
		line.setErr(new PrintWriter(this.err, true));
		return line.execute(Scheduler.translate(words));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					                          | PLAN_011 no command given; see `drover --help`
					rnu plan.yaml             | PLAN_011 unknown command 'rnu'; did you mean 'run'?; see `drover --help`
					zzzzzzz                   | PLAN_011 unknown command 'zzzzzzz'; see `drover --help`
					run                       | PLAN_011 PLAN is missing; see `drover run --help`
					restart                   | PLAN_011 ID is missing; see `drover restart --help`
					run p --jsn               | PLAN_011 unknown option '--jsn'; did you mean '--json'?; see `drover run --help`
					run p --untill=ready      | PLAN_011 unknown option '--untill'; did you mean '--until'?; see `drover run --help`
					stop a b                  | PLAN_011 unexpected argument 'b'; see `drover stop --help`
					shards x                  | PLAN_003 the command shards is not available yet; see `drover --help`
					""")
	void aWrongCommandLineIsAnsweredInOneLine(String words, String answer) {
		assertThat(run((words == null) ? new String[0] : words.split(" "))).isEqualTo(2);
		assertThat(this.err.toString().strip()).isEqualTo(answer);
	}

	@ParameterizedTest
	@CsvSource({ "500ms,500", "10s,10000", "1m,60000", "2h,7200000" })
	void durationsAreWrittenAsInPlans(String text, long millis) {
		assertThat(new DurationConverter().convert(text).toMillis()).isEqualTo(millis);
	}

	@ParameterizedTest
	@CsvSource({ "5", "0s", "10 s", "-1s", "1d" })
	void otherDurationsAreRefused(String text) {
		assertThat(run("run", "p", "--status-interval", text)).isEqualTo(2);
		assertThat(this.err.toString()).startsWith("PLAN_011 ").contains("10s").hasLineCount(1);
	}

	@Test
	void valuesThatAreNoneOfAListAreRefused() {
		assertThat(run("verify", "p", "--level", "deep")).isEqualTo(2);
		assertThat(this.err.toString()).startsWith("PLAN_011 ").containsIgnoringCase("hash").hasLineCount(1);
	}

	@Test
	void schedulersMayCallTheJobByItsName() {
		assertThat(Scheduler.translate(new String[] { "--spring.batch.job.name=migration", "plan=p.yaml", "--json" }))
			.containsExactly("run", "p.yaml", "--continue", "--json");
	}

}
