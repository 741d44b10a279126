package dev.drover.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What {@code docs/scheduling.md} shows for schedulers is what a shell, systemd and the
 * command line take. In the place of Drover stands a script that writes down how it was
 * called.
 */
class SchedulingPageTests {

	private static final String DROVER = "/opt/drover/drover";

	@TempDir
	Path directory;

	private static List<String> blocks(String language) throws IOException {
		Path page = Path.of("..", "docs", "scheduling.md");
		return Pattern.compile("(?sm)^```([a-z]*)\n(.*?)^```$")
			.matcher(Files.readString(Files.exists(page) ? page : Path.of("docs", "scheduling.md")))
			.results()
			.filter((block) -> block.group(1).equals(language))
			.map((MatchResult block) -> block.group(2))
			.toList();
	}

	private static String block(String language, String word) throws IOException {
		return blocks(language).stream().filter((block) -> block.contains(word)).findFirst().orElseThrow();
	}

	private static void isCommand(List<String> words) {
		CommandLine.ParseResult parsed = CommandLineMain.line(Map.of()).parseArgs(words.toArray(String[]::new));
		assertThat(parsed.subcommand()).as(words.toString()).isNotNull();
	}

	@Test
	void everyCommandThatIsShownIsOne() throws IOException {
		List<String> commands = Stream.concat(blocks("").stream(), blocks("sh").stream())
			.flatMap(String::lines)
			.filter((line) -> line.contains(DROVER + " "))
			.map((line) -> line.replaceAll("^.*" + DROVER + " ", "").replaceAll(" (>|\\|\\|) .*$", ""))
			.toList();
		assertThat(commands).hasSizeGreaterThan(4);
		commands.forEach((command) -> isCommand(List.of(command.strip().split(" +"))));
	}

	@Test
	void theManifestsAreYamlAndTheirContainersCallCommands() throws IOException {
		List<String> kinds = new ArrayList<>();
		for (String manifest : block("yaml", "apiVersion:").split("\n---\n")) {
			JsonNode root = new JsonMapper()
				.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(manifest));
			kinds.add(root.get("kind").stringValue());
			String job = root.at("/spec/jobTemplate").isMissingNode() ? "/spec" : "/spec/jobTemplate/spec";
			JsonNode pod = root.at(job + "/template/spec");
			JsonNode container = pod.at("/containers/0");
			List<String> words = new ArrayList<>();
			if (container.get("image").stringValue().endsWith("/drover-worker")) {
				// its jar takes what follows the command
				words.add("worker");
			}
			container.get("args").forEach((word) -> words.add(word.asString()));
			isCommand(words);
			assertThat(container.at("/envFrom/0/secretRef/name").stringValue()).isEqualTo("drover");
			int port = words.indexOf("--health-port");
			if (port > 0) {
				for (String probe : List.of("livenessProbe", "readinessProbe")) {
					assertThat(container.at("/" + probe + "/httpGet/port").asString()).isEqualTo(words.get(port + 1));
				}
				assertThat(pod.get("terminationGracePeriodSeconds").intValue()).isGreaterThan(10);
			}
		}
		assertThat(kinds).containsExactly("Job", "CronJob", "Deployment");
	}

	@Test
	void theJobOfEachNightIsTheSameAndADrainedNodeEndsNeither() throws IOException {
		List<JsonNode> manifests = new ArrayList<>();
		for (String manifest : block("yaml", "apiVersion:").split("\n---\n")) {
			manifests
				.add(new JsonMapper().valueToTree(new Load(LoadSettings.builder().build()).loadFromString(manifest)));
		}
		JsonNode job = manifests.get(0).get("spec");
		ObjectNode nightly = (ObjectNode) manifests.get(1).at("/spec/jobTemplate/spec");
		assertThat(nightly.remove("activeDeadlineSeconds").intValue()).isPositive();
		assertThat(nightly).isEqualTo(job);
		assertThat(job.at("/podFailurePolicy/rules")).hasSize(2);
		assertThat(job.at("/podFailurePolicy/rules/0/action").stringValue()).isEqualTo("Ignore");
		assertThat(job.at("/podFailurePolicy/rules/0/onPodConditions/0/type").stringValue())
			.isEqualTo("DisruptionTarget");
		assertThat(job.at("/podFailurePolicy/rules/1/onExitCodes/values").toString()).isEqualTo("[2,3,4,5]");
	}

	@Test
	void aShellTakesTheLinesOfCron() throws Exception {
		assumeThat(Files.isExecutable(Path.of("/usr/bin/flock"))).isTrue();
		List<String> lines = block("", "flock").lines().filter((line) -> line.contains(DROVER)).toList();
		assertThat(lines).hasSize(2);
		for (String line : lines) {
			// five words say when
			assertThat(sh(line.split(" +", 6)[5], "exit 3")).isEqualTo(3);
		}
		assertThat(calls()).containsExactly(
				"run /etc/drover/orders.yaml --continue --log-file /var/log/drover/orders.log", "stop orders");
	}

	@Test
	void theAgentsScriptRepeatsWhatHasFailedAndPassesOnWhatHasNot() throws Exception {
		String script = block("sh", "--json");
		assertThat(sh(script, "[ $(wc -l < calls) = 3 ] && { echo '{}'; exit 4; }; exit 1")).isEqualTo(4);
		assertThat(calls()).hasSize(3).containsOnly("run /etc/drover/orders.yaml --continue --json");
		assertThat(this.directory.resolve("orders.json")).content().isEqualTo("{}\n");
		Files.createFile(this.directory.resolve("orders.stop"));
		assertThat(sh(script, "exit 1")).as("stopped in a pause").isEqualTo(4);
		assertThat(calls()).hasSize(3);
	}

	@Test
	void systemdTakesItsUnits() throws Exception {
		assumeThat(Files.isExecutable(Path.of("/usr/bin/systemd-analyze"))).isTrue();
		List<String> command = new ArrayList<>(List.of("/usr/bin/systemd-analyze", "verify", "--man=no"));
		for (String unit : blocks("")) {
			if (unit.startsWith("# /etc/systemd/system/")) {
				String name = unit.lines().findFirst().orElseThrow().replaceAll("^.*/", "");
				Path file = this.directory.resolve(name);
				Files.writeString(file, unit.replace(DROVER, "/bin/true"));
				command.add(file.toString());
			}
		}
		assertThat(command).hasSize(6);
		Path said = this.directory.resolve("said");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(Files.readString(said).lines().filter((line) -> line.contains("drover-"))).isEmpty();
	}

	/** What a shell says to a script in which Drover is one that does as it is told. */
	private int sh(String script, String body) throws IOException, InterruptedException {
		Path drover = this.directory.resolve("drover");
		Files.writeString(drover, "#!/bin/sh\necho \"$*\" >> calls\n" + body + "\n");
		Files.setPosixFilePermissions(drover, PosixFilePermissions.fromString("rwx------"));
		Process process = new ProcessBuilder("/bin/sh", "-c",
				script.replace(DROVER, drover.toString())
					.replace("/run/lock/", this.directory + "/")
					.replace("sleep 60", "sleep 0"))
			.directory(this.directory.toFile())
			.start();
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		return process.exitValue();
	}

	private List<String> calls() throws IOException {
		return Files.readAllLines(this.directory.resolve("calls"));
	}

}
