package dev.drover.engine.postgresql;

import java.util.EnumSet;
import java.util.Set;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.value.Kind;

/**
 * Which columns foreign keys join: those of one type, those whose types an index compares
 * with each other, and those whose child's values become the parent's by themselves.
 */
final class JoinedTypes {

	private static final Set<Kind> TEXTS = EnumSet.of(Kind.TEXT, Kind.CHAR);

	private static final Set<Kind> DAYS = EnumSet.of(Kind.DATE, Kind.TIMESTAMP, Kind.TIMESTAMPTZ);

	private JoinedTypes() {
	}

	static boolean join(Column child, Column parent) {
		Kind from = child.type().kind();
		Kind to = parent.type().kind();
		if (from == Kind.ENUM || from == Kind.NATIVE || from == Kind.ANY) {
			return child.type().declared().equals(parent.type().declared());
		}
		return from == to || (TEXTS.contains(from) && TEXTS.contains(to)) || (DAYS.contains(from) && DAYS.contains(to))
				|| switch (to) {
					case DECIMAL -> from == Kind.INTEGER;
					case FLOAT4, FLOAT8 ->
						from == Kind.INTEGER || from == Kind.DECIMAL || from == Kind.FLOAT4 || from == Kind.FLOAT8;
					case TIMETZ -> from == Kind.TIME;
					default -> false;
				};
	}

}
