package dev.drover.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plans shown in the documentation are accepted, and what {@code docs/plan.md} calls the
 * defaults is what a plan means that does not say it.
 */
class PlanPageTests {

	private static final Pattern BLOCK = Pattern.compile("(?s)```yaml\n(.*?)```");

	private static final Path ROOT = Path.of("..");

	private static List<String> blocks(Path page) {
		try {
			return BLOCK.matcher(Files.readString(page)).results().map((MatchResult block) -> block.group(1)).toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Plan read(String text) {
		return new PlanReader(Map.of("TARGET_PASSWORD", "x")).read(text, "page");
	}

	@Test
	void whatIsShownAsDefaultIsTheDefault() {
		List<String> shown = blocks(ROOT.resolve("docs/plan.md"));
		assertThat(shown).hasSize(1);
		Plan plan = read(shown.get(0));
		assertThat(PlanText.of(plan)).isEqualTo(PlanText.of(read("""
				id: %s
				source: {url: "%s"}
				target: {url: "%s"}
				""".formatted(plan.id(), plan.source().url(), plan.target().url()))));
	}

	@Test
	void everyPlanThatIsShownIsAccepted() throws IOException {
		try (Stream<Path> pages = Stream.concat(Stream.of(ROOT.resolve("README.md")),
				Files.list(ROOT.resolve("docs")))) {
			// manifests of Kubernetes are YAML too
			List<String> shown = pages.flatMap((page) -> blocks(page).stream())
				.filter((block) -> !block.contains("apiVersion:"))
				.toList();
			assertThat(shown).hasSizeGreaterThan(2);
			for (String block : shown) {
				String whole = block.contains("source:") ? block
						: "id: a\nsource: {url: \"jdbc:h2:a\"}\ntarget: {url: \"jdbc:h2:b\"}\n" + block;
				assertThat(read(whole).id()).as(block).isNotEmpty();
			}
		}
	}

}
