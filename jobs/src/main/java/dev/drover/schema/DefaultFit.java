package dev.drover.schema;

import java.math.BigDecimal;
import java.util.Set;

import dev.drover.engine.EngineKind;
import dev.drover.engine.Hazards;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.DefaultValue;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.TemporalText;

/**
 * Whether a default means the same in another engine. Engines that don't type their
 * columns take any default; others would refuse the table, or bend the value.
 */
final class DefaultFit {

	private static final Set<EngineKind> WITH_ZERO_DATES = Set.of(EngineKind.MYSQL, EngineKind.MARIADB,
			EngineKind.SQLITE);

	private static final Set<String> TRUTHS = Set.of("true", "false", "t", "f", "1", "0");

	private DefaultFit() {
	}

	static boolean fits(DefaultValue value, ColumnType type, EngineKind target) {
		return switch (value.form()) {
			case LITERAL -> literalFits(spelled(value, type).value(), type.kind(), target);
			case CURRENT_TIMESTAMP -> type.kind() == Kind.TIMESTAMP || type.kind() == Kind.TIMESTAMPTZ;
			case CURRENT_DATE -> type.kind() == Kind.DATE;
			case CURRENT_TIME -> type.kind() == Kind.TIME;
			case RANDOM_UUID -> type.kind() == Kind.UUID && target != EngineKind.SQLITE;
			case SEQUENCE, EXPRESSION -> false;
		};
	}

	/** A truth value as the default of a number is the number that stands for it. */
	static DefaultValue spelled(DefaultValue value, ColumnType type) {
		boolean truth = value.form() == DefaultValue.Form.LITERAL && type.kind() != Kind.BOOLEAN
				&& value.nativeSql().matches("(?i)true|false");
		return truth && number(type.kind())
				? new DefaultValue(value.form(), value.value().equals("true") ? "1" : "0", value.nativeSql()) : value;
	}

	private static boolean number(Kind kind) {
		return kind == Kind.INTEGER || kind == Kind.DECIMAL || kind == Kind.FLOAT4 || kind == Kind.FLOAT8;
	}

	private static boolean literalFits(String text, Kind kind, EngineKind target) {
		return switch (kind) {
			case BOOLEAN -> TRUTHS.contains(text);
			case INTEGER -> text.matches("[-+]?\\d{1,19}");
			case DECIMAL, FLOAT4, FLOAT8 -> isNumber(text);
			case BYTES, BITS -> false;
			case TIME, TIMETZ -> TemporalText.canonical(kind, text) != null;
			case DATE, TIMESTAMP, TIMESTAMPTZ -> {
				String canonical = TemporalText.canonical(kind, text);
				yield canonical != null && TemporalText.isOrdinary(canonical)
						&& (WITH_ZERO_DATES.contains(target) || Hazards.isOnCalendar(canonical));
			}
			default -> true;
		};
	}

	private static boolean isNumber(String text) {
		try {
			new BigDecimal(text);
			return true;
		}
		catch (NumberFormatException ex) {
			return false;
		}
	}

}
