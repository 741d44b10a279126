package dev.drover.engine.postgresql;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.postgresql.copy.CopyIn;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.LongText;

import static org.assertj.core.api.Assertions.assertThat;

class CopyTextTests {

	private static final ColumnBinding TEXT = column(Kind.TEXT, "text");

	private static final ColumnBinding BYTES = column(Kind.BYTES, "bytea");

	private static ColumnBinding column(Kind kind, String declared) {
		return new ColumnBinding(new Column("c", ColumnType.of(kind, declared), true, null, null, null, null), kind);
	}

	private static byte[] sent(CopyText text) throws SQLException {
		ByteArrayOutputStream sent = new ByteArrayOutputStream();
		text.send((CopyIn) Proxy.newProxyInstance(CopyIn.class.getClassLoader(), new Class<?>[] { CopyIn.class },
				(proxy, method, arguments) -> {
					sent.write((byte[]) arguments[0], (int) arguments[1], (int) arguments[2]);
					return null;
				}));
		return sent.toByteArray();
	}

	@Test
	void aLargeTextIsSentAsItsCharactersAre() throws SQLException {
		String string = "0\\1\n2\t3\r4'5\"6é€😀".repeat(80_000);
		byte[] utf8 = string.getBytes(StandardCharsets.UTF_8);
		CopyText characters = new CopyText();
		CopyText pieces = new CopyText();
		for (int i = 0; i < 2; i++) {
			characters.value(TEXT, string);
			characters.endOfField();
			characters.value(TEXT, "small");
			characters.endOfRow();
			pieces.value(TEXT, LongText.of(utf8, 0, utf8.length));
			pieces.endOfField();
			pieces.value(TEXT, "small");
			pieces.endOfRow();
		}
		assertThat(pieces.holdsLarge()).isTrue();
		assertThat(sent(pieces)).isEqualTo(sent(characters));
		pieces.cutTo(0);
		assertThat(pieces.holdsLarge()).isFalse();
	}

	@Test
	void largeBytesAreSentInHexadecimal() throws SQLException {
		byte[] bytes = new byte[LongText.SMALLEST + 5];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) (i * 31);
		}
		CopyText text = new CopyText();
		text.value(BYTES, new byte[] { 1 });
		text.endOfField();
		text.value(BYTES, bytes);
		text.endOfRow();
		assertThat(new String(sent(text), StandardCharsets.US_ASCII))
			.isEqualTo("\\\\x01\t\\\\x" + HexFormat.of().formatHex(bytes) + "\n");
	}

}
