package dev.drover.engine.value;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class Utf8Tests {

	private static String decoded(String hex) {
		byte[] bytes = HexFormat.of().parseHex(hex);
		return Utf8.decode(bytes, 0, bytes.length);
	}

	@Test
	void textsStayWhatTheyAre() {
		for (String text : List.of("", "plain", "é漢😀", "\uFFFD", "a\uFFFD😀\u0000")) {
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			assertThat(Utf8.decode(bytes, 0, bytes.length)).isEqualTo(text);
			assertThat(Utf8.encode(text)).isEqualTo(bytes);
			assertThat(Utf8.holdsStrayBytes(text)).isFalse();
		}
	}

	@Test
	void eachByteThatIsNoTextIsKept() {
		assertThat(decoded("61ff62")).isEqualTo("a\uDCFFb");
		assertThat(decoded("efbfbd80")).isEqualTo("\uFFFD\uDC80");
		assertThat(decoded("eda080")).isEqualTo("\uDCED\uDCA0\uDC80");
		assertThat(decoded("f09f98")).as("cut off at the end").isEqualTo("\uDCF0\uDC9F\uDC98");
		assertThat(Utf8.holdsStrayBytes(decoded("61ff62"))).isTrue();
		assertThat(Utf8.holdsStrayBytes("\uD83D\uDC80")).as("a whole pair").isFalse();
		assertThat(Utf8.holdsStrayBytes("\uD800")).as("half a pair of a text's own").isFalse();
	}

	@Test
	void textsThatDifferHaveDigestsThatDiffer() {
		RowDigester digester = new RowDigester(List.of(Kind.TEXT));
		assertThat(List.of("a?b", "a\uD800b", "a\uD801b", "a\uDC80b", "a\uFFFDb")
			.stream()
			.map((text) -> digester.digest(new Row(new Object[] { text }, 0)))).doesNotHaveDuplicates();
	}

}
