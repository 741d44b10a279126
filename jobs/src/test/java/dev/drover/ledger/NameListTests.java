package dev.drover.ledger;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NameListTests {

	@Test
	void namesComeBackWhateverTheyHold() {
		List<String> names = List.of("plain", "a,b", "back\\slash", "\\,", ",", "new\nline", "$1");
		assertThat(NameList.names(NameList.text(names))).isEqualTo(names);
	}

	@Test
	void noneAreNone() {
		assertThat(NameList.names(NameList.text(List.of()))).isEmpty();
	}

	@Test
	void whatAnOlderVersionWroteIsRead() {
		assertThat(NameList.names("first,second")).containsExactly("first", "second");
	}

}
