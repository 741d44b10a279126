package dev.drover.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code docs/types.md} says of each type is what the engines do.
 */
class TypesPageTests {

	private static final Path PAGE = Path.of("..", "docs", "types.md");

	@Test
	void the_page_says_what_becomes_of_each_type() throws IOException {
		String page = Files.readString(PAGE);
		String wanted = page.substring(0, page.indexOf(TypesPage.BEGINNING)) + new TypesPage().text();
		if (System.getProperty("pages", "").equals("write")) {
			Files.writeString(PAGE, wanted);
		}
		assertThat(Files.readString(PAGE)).isEqualTo(wanted);
	}

	@Test
	void a_type_that_nobody_knows_is_a_loss_that_is_told() {
		assertThat(new TypesPage().text()).contains("| `hstore` | `longtext`, as text |");
	}

}
