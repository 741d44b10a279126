package dev.drover.command;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PrintableTests {

	@Test
	void whatSteersATerminalIsSpelledOut() {
		assertThat(Printable.of("DATA_002 row ('\u001b[2J\r\u0000\u0085') of notes"))
			.isEqualTo("DATA_002 row ('\\u001b[2J\\u000d\\u0000\\u0085') of notes");
		assertThat(Printable.of("a\u202eb\u2066c")).isEqualTo("a\\u202eb\\u2066c");
	}

	@Test
	void allOtherTextStaysAsItIs() {
		String text = "日本 😀 e\u0301 \u05d0\u05d1\n\tsecond line \\ ü";
		assertThat(Printable.of(text)).isSameAs(text);
	}

}
