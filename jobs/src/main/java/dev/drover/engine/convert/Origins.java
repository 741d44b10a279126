package dev.drover.engine.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.value.Kind;

/**
 * The values from which a converted one may come.
 */
final class Origins {

	private Origins() {
	}

	static List<Object> of(Kind declared, Object value, Kind kind) {
		List<Object> origins = new ArrayList<>();
		Object back = new Conversion(kind, ColumnType.of(declared, "")).of(value);
		if (back != null) {
			origins.add(back);
		}
		if (kind == Kind.UUID && Conversion.isText(declared)) {
			String dashed = value.toString();
			String plain = dashed.replace("-", "");
			origins.add(dashed.toUpperCase(Locale.ROOT));
			origins.add(plain);
			origins.add(plain.toUpperCase(Locale.ROOT));
			origins.add("{" + dashed + "}");
			origins.add("{" + dashed.toUpperCase(Locale.ROOT) + "}");
		}
		return origins;
	}

}
