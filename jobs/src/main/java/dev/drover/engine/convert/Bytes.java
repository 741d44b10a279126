package dev.drover.engine.convert;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.value.Kind;

/**
 * A text's bytes are those of UTF-8, a UUID's are the 16 that it spells.
 */
final class Bytes {

	private Bytes() {
	}

	static byte @Nullable [] of(Kind from, Object value) {
		if (from == Kind.UUID) {
			return HexFormat.of().parseHex(value.toString().replace("-", ""));
		}
		try {
			ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder()
				.encode(CharBuffer.wrap(Texts.unpadded(from, value)));
			byte[] bytes = new byte[encoded.remaining()];
			encoded.get(bytes);
			return bytes;
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

}
