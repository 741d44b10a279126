package dev.drover.engine.value;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A large text is the same whether it is held as bytes or as characters.
 */
class LongTextTests {

	private static final String PARTS = "a\n\\\té€😀";

	private static byte[] large(String ending) {
		return (PARTS.repeat(LongText.SMALLEST / 10) + ending).getBytes(StandardCharsets.UTF_8);
	}

	private static LongText of(byte[] bytes) {
		LongText text = LongText.of(bytes, 0, bytes.length);
		assertThat(text).isNotNull();
		return text;
	}

	private static boolean decodes(byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().indexOf(0) < 0;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

	@Test
	void smallTextsAreNone() {
		byte[] bytes = new byte[LongText.SMALLEST - 1];
		Arrays.fill(bytes, (byte) 'x');
		assertThat(LongText.of(bytes, 0, bytes.length)).isNull();
	}

	@Test
	void whatTheDecoderRefusesAndZerosAreNone() {
		Random random = new Random(17);
		int refused = 0;
		for (int i = 0; i < 300; i++) {
			byte[] tail = new byte[1 + random.nextInt(6)];
			random.nextBytes(tail);
			if (i % 3 == 0) {
				// leads beside what may and may not follow them
				tail = new byte[] { (byte) (0xc0 + random.nextInt(64)), (byte) (0x78 + random.nextInt(80)),
						(byte) (0x78 + random.nextInt(80)), (byte) (0x78 + random.nextInt(80)) };
			}
			byte[] text = new byte[LongText.SMALLEST + tail.length];
			Arrays.fill(text, (byte) 'x');
			System.arraycopy(tail, 0, text, LongText.SMALLEST, tail.length);
			boolean held = LongText.of(text, 0, text.length) != null;
			assertThat(held).as(Arrays.toString(tail)).isEqualTo(decodes(text));
			refused += held ? 0 : 1;
		}
		assertThat(refused).isBetween(20, 290);
	}

	@Test
	void theEdgesOfEachLengthOfCharacter() {
		for (int code : new int[] { 1, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff }) {
			byte[] text = large(Character.toString(code));
			assertThat(of(text)).hasToString(new String(text, StandardCharsets.UTF_8));
		}
		for (byte[] ending : new byte[][] { { (byte) 0xc0, (byte) 0x80 }, { (byte) 0xed, (byte) 0xa0, (byte) 0x80 },
				{ (byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80 }, { (byte) 0xe0, (byte) 0x9f, (byte) 0xbf },
				{ (byte) 0xf0, (byte) 0x8f, (byte) 0xbf, (byte) 0xbf }, { (byte) 0xe2, (byte) 0x82 }, { 0 } }) {
			byte[] text = Arrays.copyOf(large(""), large("").length + ending.length);
			System.arraycopy(ending, 0, text, text.length - ending.length, ending.length);
			assertThat(LongText.of(text, 0, text.length)).as(Arrays.toString(ending)).isNull();
		}
	}

	@Test
	void itIsCountedAsItsCharactersAre() {
		byte[] bytes = large("end");
		String string = new String(bytes, StandardCharsets.UTF_8);
		LongText text = of(bytes);
		assertThat(text.length()).isEqualTo(bytes.length);
		assertThat(text.characters()).isEqualTo(string.codePointCount(0, string.length()));
		assertThat(text.units()).isEqualTo(string.length());
	}

	@Test
	void aRowsDigestIsThatOfItsCharacters() {
		byte[] bytes = large("end");
		byte[] inside = new byte[bytes.length + 20];
		System.arraycopy(bytes, 0, inside, 7, bytes.length);
		RowDigester digester = new RowDigester(List.of(Kind.INTEGER, Kind.TEXT, Kind.ANY));
		@Nullable Object[] asText = { 1L, new String(bytes, StandardCharsets.UTF_8), "x" };
		@Nullable Object[] asBytes = { 1L, LongText.of(inside, 7, 7 + bytes.length), "x" };
		assertThat(digester.digest(new Row(asBytes, 0))).isEqualTo(digester.digest(new Row(asText, 0)));
		assertThat(digester.equal(1, asBytes[1], asText[1])).isTrue();
		assertThat(digester.equal(1, asBytes[1], of(bytes))).isTrue();
		assertThat(digester.equal(1, asBytes[1], of(large("End")))).isFalse();
		assertThat(digester.equal(2, asBytes[1], asText[1])).isTrue();
		// bytes are no text where values have a type each
		assertThat(digester.equal(2, asBytes[1], bytes)).isFalse();
	}

}
