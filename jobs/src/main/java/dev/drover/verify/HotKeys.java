package dev.drover.verify;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.value.Row;
import dev.drover.progress.ProgressJson;
import dev.drover.schema.TableMapping;

/**
 * The keys of rows that kept changing, as text that another process understands: a JSON
 * list of the key's values in canonical form, each with a letter for its carrier.
 */
public final class HotKeys {

	private static final String NULL = "0";

	private HotKeys() {
	}

	/** The key of a row of that table. */
	public static String text(TableMapping table, Row keyed) {
		List<String> key = new ArrayList<>();
		for (int position : table.keyPositions()) {
			key.add(text(keyed.get(position)));
		}
		return ProgressJson.compact(key);
	}

	/** A row with that key, and nothing else. */
	public static Row row(TableMapping table, String text) {
		String[] key = ProgressJson.read(text, String[].class);
		@Nullable Object[] values = new @Nullable Object[table.columns().size()];
		for (int i = 0; i < key.length; i++) {
			values[table.keyPositions().get(i)] = value(key[i]);
		}
		return new Row(values, 0);
	}

	private static String text(@Nullable Object value) {
		if (value == null) {
			return NULL;
		}
		if (value instanceof byte[] bytes) {
			return "x" + HexFormat.of().formatHex(bytes);
		}
		String letter = (value instanceof String) ? "t"
				: (value instanceof Long) ? "i"
						: (value instanceof BigInteger) ? "n"
								: (value instanceof BigDecimal) ? "d" : (value instanceof Boolean) ? "b"
										: (value instanceof Double) ? "r" : (value instanceof Float) ? "f" : "";
		if (letter.isEmpty()) {
			throw new IllegalStateException("no key holds a " + value.getClass().getSimpleName());
		}
		return letter + value;
	}

	private static @Nullable Object value(String text) {
		String value = text.substring(1);
		return switch (text.charAt(0)) {
			case '0' -> null;
			case 't' -> value;
			case 'i' -> Long.valueOf(value);
			case 'n' -> new BigInteger(value);
			case 'd' -> new BigDecimal(value);
			case 'b' -> Boolean.valueOf(value);
			case 'r' -> Double.valueOf(value);
			case 'f' -> Float.valueOf(value);
			case 'x' -> HexFormat.of().parseHex(value);
			default -> throw new IllegalArgumentException("not a key: " + text);
		};
	}

}
