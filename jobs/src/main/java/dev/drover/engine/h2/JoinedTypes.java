package dev.drover.engine.h2;

import java.util.EnumSet;
import java.util.Set;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.value.Kind;

/**
 * Which columns foreign keys join: those of one type, and those whose values one of the
 * two can always be turned into for a comparison.
 */
final class JoinedTypes {

	private static final Set<Kind> NUMBERS = EnumSet.of(Kind.INTEGER, Kind.DECIMAL, Kind.FLOAT4, Kind.FLOAT8);

	private static final Set<Kind> TEXTS = EnumSet.of(Kind.TEXT, Kind.CHAR);

	private static final Set<Kind> DAYS = EnumSet.of(Kind.DATE, Kind.TIMESTAMP);

	/** What may be written as a text or as bytes. */
	private static final Set<Kind> WRITTEN = EnumSet.of(Kind.UUID, Kind.JSON);

	/** What is never turned into a text, or a text into it. */
	private static final Set<Kind> NO_TEXTS = EnumSet.of(Kind.BOOLEAN, Kind.BYTES, Kind.NATIVE);

	private JoinedTypes() {
	}

	static boolean join(Column child, Column parent) {
		Kind from = child.type().kind();
		Kind to = parent.type().kind();
		if (from == Kind.NATIVE && to == Kind.NATIVE) {
			return child.type().declared().equals(parent.type().declared()) && H2Types.writable(child.type());
		}
		return from == to || both(NUMBERS, from, to) || both(TEXTS, from, to) || both(DAYS, from, to)
				|| (TEXTS.contains(from) && !NO_TEXTS.contains(to))
				|| (TEXTS.contains(to) && (NUMBERS.contains(from) || WRITTEN.contains(from) || from == Kind.ENUM))
				|| (from == Kind.BYTES && WRITTEN.contains(to)) || (to == Kind.BYTES && WRITTEN.contains(from));
	}

	private static boolean both(Set<Kind> kinds, Kind from, Kind to) {
		return kinds.contains(from) && kinds.contains(to);
	}

}
