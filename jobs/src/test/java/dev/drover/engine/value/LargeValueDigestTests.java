package dev.drover.engine.value;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A row's digest is that of its canonical form, whether its values were copied for it or
 * not.
 */
class LargeValueDigestTests {

	private static final List<Kind> KINDS = List.of(Kind.TEXT, Kind.BYTES, Kind.ANY, Kind.INTEGER, Kind.CHAR, Kind.ANY);

	private static void isOfCanonicalForm(@Nullable Object... values) {
		RowDigester digester = new RowDigester(KINDS);
		ByteArrayOutputStream canonical = new ByteArrayOutputStream();
		for (int i = 0; i < values.length; i++) {
			canonical.writeBytes(digester.canonical(i, values[i]));
		}
		HashValue128 hash = Hashing.xxh3_128().hashBytesTo128Bits(canonical.toByteArray());
		Digest expected = new Digest(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
		for (int times = 0; times < 2; times++) {
			assertThat(digester.digest(new Row(values, 1))).isEqualTo(expected);
		}
	}

	private static String text(int length, long seed) {
		String[] parts = { "a", "\u00e9", "\u20ac", "\ud83d\ude00", "\ud83d", "\ude00", "\udc80", "\u0000" };
		Random random = new Random(seed);
		StringBuilder text = new StringBuilder();
		while (text.length() < length) {
			text.append(parts[random.nextInt(parts.length)]);
		}
		return text.toString();
	}

	@Test
	void largeAndSmallValuesInOneRow() {
		byte[] large = new byte[200_000];
		Arrays.fill(large, (byte) 7);
		for (int seed = 0; seed < 20; seed++) {
			isOfCanonicalForm(text(70_000 + seed, seed), large, text(140_000, seed), 5L, text(90_000, seed) + "  ",
					large);
			isOfCanonicalForm("small", new byte[] { 1 }, text(65_537, seed), null, "c ", "x");
			isOfCanonicalForm(null, large, null, 1L, null, 3L);
		}
	}

	@Test
	void pairsThatLieOnThePiecesEdge() {
		for (int before = 65_530; before < 65_540; before++) {
			String text = "x".repeat(before) + "\ud83d\ude00".repeat(40_000) + "\ud83d";
			isOfCanonicalForm(text, null, text, null, null, null);
		}
	}

}
