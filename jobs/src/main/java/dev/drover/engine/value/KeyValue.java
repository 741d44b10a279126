package dev.drover.engine.value;

/**
 * One column of a key, typed as its database holds it, in a text form that the same
 * database understands again.
 *
 * @param tag the type
 * @param text the value's text
 */
public record KeyValue(Tag tag, String text) {

	/** The types that must be told apart when a key is given back to its database. */
	public enum Tag {

		/** A 64-bit integer in decimal. */
		INTEGER('i'),
		/** Text. */
		TEXT('t'),
		/** A 64-bit float, as the hexadecimal of its bits. */
		REAL('r'),
		/** Bytes in hexadecimal. */
		BYTES('b'),
		/**
		 * The engine's own text of a typed value, cast to the column's type when used.
		 */
		ENGINE('x');

		private final char letter;

		Tag(char letter) {
			this.letter = letter;
		}

		char letter() {
			return this.letter;
		}

		static Tag of(char letter) {
			for (Tag tag : values()) {
				if (tag.letter == letter) {
					return tag;
				}
			}
			throw new IllegalArgumentException("unknown key tag '" + letter + "'");
		}

	}

	public static KeyValue integer(long value) {
		return new KeyValue(Tag.INTEGER, Long.toString(value));
	}

	public static KeyValue text(String value) {
		return new KeyValue(Tag.TEXT, value);
	}

	public static KeyValue engine(String text) {
		return new KeyValue(Tag.ENGINE, text);
	}

}
