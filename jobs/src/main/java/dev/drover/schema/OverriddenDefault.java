package dev.drover.schema;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.EngineKind;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.DefaultValue;
import dev.drover.engine.convert.Conversion;
import dev.drover.engine.value.Kind;

/**
 * The default of a column whose type the plan overrides.
 */
final class OverriddenDefault {

	private OverriddenDefault() {
	}

	/** The default that means the same, or {@code null} if there is none. */
	static @Nullable DefaultValue of(DefaultValue value, ColumnType from, Conversion conversion, EngineKind target) {
		DefaultValue converted = (value.form() == DefaultValue.Form.LITERAL) ? literal(value, from, conversion) : value;
		return (converted != null && DefaultFit.fits(converted, conversion.to(), target)) ? converted : null;
	}

	private static @Nullable DefaultValue literal(DefaultValue value, ColumnType from, Conversion conversion) {
		String text = DefaultFit.spelled(value, from).value();
		Object stored = (from.kind() == Kind.NATIVE) ? text : new Conversion(Kind.TEXT, from).of(text);
		Object converted = (stored == null) ? null : conversion.of(stored);
		if (converted == null || converted instanceof byte[]) {
			return null;
		}
		String spelled = (converted instanceof BigDecimal number) ? number.toPlainString() : converted.toString();
		return new DefaultValue(DefaultValue.Form.LITERAL, spelled, value.nativeSql());
	}

}
