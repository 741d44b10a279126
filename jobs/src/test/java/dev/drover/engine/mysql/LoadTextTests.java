package dev.drover.engine.mysql;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.LongText;

import static org.assertj.core.api.Assertions.assertThat;

class LoadTextTests {

	private static final ColumnBinding TEXT = column(Kind.TEXT, "longtext");

	private static final ColumnBinding BYTES = column(Kind.BYTES, "longblob");

	private static final ColumnBinding NUMBER = column(Kind.INTEGER, "bigint");

	private static ColumnBinding column(Kind kind, String declared) {
		return new ColumnBinding(new Column("c", ColumnType.of(kind, declared), true, null, null, null, null), kind);
	}

	private static byte[] loaded(LoadText text) throws Exception {
		return text.stream().readAllBytes();
	}

	private static void row(LoadText text, @Nullable Object number, @Nullable Object body, @Nullable Object bytes) {
		text.value(NUMBER, number);
		text.endOfField();
		text.value(TEXT, body);
		text.endOfField();
		text.value(BYTES, bytes);
		text.endOfRow();
	}

	@Test
	void aLargeTextIsLoadedAsItsCharactersAre() throws Exception {
		String string = "0\\1\n2\t3\r4'5\"6é€😀".repeat(80_000);
		byte[] utf8 = string.getBytes(StandardCharsets.UTF_8);
		LongText large = LongText.of(utf8, 0, utf8.length);
		assertThat(large).isNotNull();
		LoadText characters = new LoadText();
		LoadText pieces = new LoadText();
		for (LoadText text : List.of(characters, pieces)) {
			Object body = (text == pieces) ? large : string;
			row(text, 1L, "small", new byte[] { 1 });
			row(text, 2L, body, new byte[0]);
			row(text, 3L, null, null);
			row(text, 4L, body, null);
		}
		assertThat(loaded(pieces)).isEqualTo(loaded(characters));
		pieces.cutTo(0);
		row(pieces, 5L, "after", null);
		assertThat(loaded(pieces)).isEqualTo("5\tafter\t\\N\n".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void largeBytesAreLoadedInHexadecimal() throws Exception {
		byte[] bytes = new byte[LongText.SMALLEST + 5];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) (i * 31);
		}
		LoadText text = new LoadText();
		row(text, 1L, "a", bytes);
		row(text, 2L, "b", new byte[] { (byte) 0xab });
		String expected = "1\ta\t" + HexFormat.of().withUpperCase().formatHex(bytes) + "\n2\tb\tAB\n";
		assertThat(new String(loaded(text), StandardCharsets.US_ASCII)).isEqualTo(expected);
	}

	@Test
	void aRowThatIsTakenBackLeavesNoLargeValue() throws Exception {
		LoadText text = new LoadText();
		row(text, 1L, "a", null);
		int kept = text.length();
		text.value(NUMBER, 2L);
		text.endOfField();
		byte[] utf8 = "x".repeat(LongText.SMALLEST).getBytes(StandardCharsets.UTF_8);
		text.value(TEXT, LongText.of(utf8, 0, utf8.length));
		text.cutTo(kept);
		row(text, 3L, "c", null);
		assertThat(new String(loaded(text), StandardCharsets.UTF_8)).isEqualTo("1\ta\t\\N\n3\tc\t\\N\n");
	}

}
