package dev.drover.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Writes values in the part of YAML that is JSON as well.
 */
final class FlowText {

	private FlowText() {
	}

	static void append(StringBuilder text, Object value) {
		if (value instanceof Map<?, ?> mapping) {
			String before = "{";
			for (Map.Entry<?, ?> entry : mapping.entrySet()) {
				quote(text.append(before), String.valueOf(entry.getKey()));
				append(text.append(": "), entry.getValue());
				before = ", ";
			}
			text.append(mapping.isEmpty() ? "{}" : "}");
		}
		else if (value instanceof List<?> list) {
			String before = "[";
			for (Object item : list) {
				append(text.append(before), item);
				before = ", ";
			}
			text.append(list.isEmpty() ? "[]" : "]");
		}
		else if (value instanceof Double number) {
			text.append(BigDecimal.valueOf(number).stripTrailingZeros().toPlainString());
		}
		else if (value instanceof Number || value instanceof Boolean) {
			text.append(value);
		}
		else {
			quote(text, (value instanceof Enum<?> word) ? Value.nameOf(word) : value.toString());
		}
	}

	private static void quote(StringBuilder text, String value) {
		text.append('"');
		value.codePoints().forEach((c) -> {
			if (c == '"' || c == '\\') {
				text.append('\\').append((char) c);
			}
			else if (isPlain(c)) {
				text.appendCodePoint(c);
			}
			else {
				text.append(String.format("\\u%04x", c));
			}
		});
		text.append('"');
	}

	/**
	 * Controls, separators and odd characters are escaped: a parser may fold or refuse
	 * them.
	 */
	private static boolean isPlain(int c) {
		return (c >= ' ' && c < 0x7f) || (c >= 0xa1 && c < 0x2000) || (c >= 0x2070 && c < 0xd800) || c > 0xffff;
	}

}
