package dev.drover.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.value.Kind;

/**
 * Values at the edges of what a column may hold, by which it is known which sorts of
 * values can occur in it that another engine lacks.
 */
public final class Extremes {

	private static final int FINEST = 9;

	private final EngineKind engine;

	private final ColumnType type;

	private Extremes(EngineKind engine, ColumnType type) {
		this.engine = engine;
		this.type = type;
	}

	/**
	 * Canonical values of that engine's type; not all there are, but of each sort one.
	 */
	public static List<Object> of(EngineKind engine, ColumnType type) {
		return new Extremes(engine, type).values();
	}

	private List<Object> values() {
		List<Object> values = new ArrayList<>();
		switch (this.type.kind()) {
			case INTEGER -> integers(values);
			case DECIMAL -> decimals(values);
			case FLOAT4 -> floats(values, Float.MAX_VALUE, Float.NaN, Float.POSITIVE_INFINITY, -0.0f);
			case FLOAT8 -> floats(values, Double.MAX_VALUE, Double.NaN, Double.POSITIVE_INFINITY, -0.0d);
			case TEXT, CHAR -> texts(values);
			case DATE, TIMESTAMP, TIMESTAMPTZ -> moments(values);
			case TIME, TIMETZ -> times(values);
			case JSON -> documents(values);
			case ENUM, NATIVE, ANY -> values.add(family() ? "" : "x");
			default -> {
			}
		}
		return values;
	}

	private boolean family() {
		return this.engine.likeMysql();
	}

	private void integers(List<Object> values) {
		String declared = this.type.declared().toLowerCase(Locale.ROOT);
		if (declared.startsWith("year")) {
			values.add(0L);
			values.add(2155L);
			return;
		}
		long most = Long.MAX_VALUE >> (Long.SIZE - Byte.SIZE * Math.max(1, this.type.size()));
		values.add(declared.contains("unsigned") ? (most >> Byte.SIZE) : most);
		values.add(declared.contains("unsigned") ? 0L : -most - 1);
	}

	private void decimals(List<Object> values) {
		if (this.type.size() > 0) {
			int scale = Math.max(0, this.type.scale());
			values.add(BigDecimal.TEN.pow((int) Math.max(1, this.type.size() - this.type.scale()))
				.subtract(BigDecimal.ONE.movePointLeft(scale)));
		}
		else {
			values.add(new BigDecimal("1e100"));
			values.add(new BigDecimal("1e-100"));
		}
		if (this.engine == EngineKind.SQLITE && this.type.size() > 0) {
			values.add(new BigDecimal("1e300"));
		}
		boolean decfloat = this.engine == EngineKind.H2 && this.type.size() == 0;
		if (this.engine == EngineKind.POSTGRESQL || decfloat) {
			values.add("NaN");
		}
		if (decfloat || (this.engine == EngineKind.POSTGRESQL && this.type.size() == 0)) {
			values.add("Infinity");
		}
	}

	private void floats(List<Object> values, Object most, Object none, Object endless, Object negativeZero) {
		values.add(most);
		if (this.engine == EngineKind.POSTGRESQL || this.engine == EngineKind.H2) {
			values.add(none);
		}
		if (!family()) {
			values.add(endless);
		}
		if (this.engine == EngineKind.POSTGRESQL || family()) {
			values.add(negativeZero);
		}
	}

	private void texts(List<Object> values) {
		if (this.engine != EngineKind.POSTGRESQL) {
			values.add("\0");
		}
		if (this.engine == EngineKind.H2 || this.engine == EngineKind.SQLITE) {
			values.add("\udcff");
		}
		if (this.type.size() > 0 && this.engine != EngineKind.H2) {
			values.add("\ud83d\ude00".repeat((int) Math.min(this.type.size(), 1 << 16)));
		}
		boolean bound = this.type.size() > 0 && this.engine == EngineKind.SQLITE;
		values.add("x".repeat((int) Math.min(Math.max(1, this.type.size()), 1 << 16) + (bound ? 1 : 0)));
	}

	private void moments(List<Object> values) {
		String time = (this.type.kind() == Kind.DATE) ? "" : " 00:00:00";
		String zone = (this.type.kind() == Kind.TIMESTAMPTZ) ? "+00" : "";
		boolean anyDay = family() || this.engine == EngineKind.SQLITE;
		values.add("9999-12-31" + time + ((this.type.kind() == Kind.DATE) ? "" : fraction()) + zone);
		if (anyDay) {
			values.add("0000-00-00" + time + zone);
		}
		if (anyDay && this.type.kind() != Kind.TIMESTAMPTZ) {
			values.add("2023-02-30" + time + zone);
		}
		if (!anyDay) {
			values.add("0044-03-15" + time + zone + " BC");
			values.add("12024-01-01" + time + zone);
		}
		if (this.engine == EngineKind.POSTGRESQL) {
			values.add("infinity");
		}
	}

	private void times(List<Object> values) {
		String zone = (this.type.kind() == Kind.TIMETZ) ? "+15:59" : "";
		values.add("23:59:59" + fraction() + zone);
		if (family() || this.engine == EngineKind.SQLITE) {
			values.add("838:59:59");
		}
		if (this.engine == EngineKind.POSTGRESQL) {
			values.add("24:00:00" + zone);
		}
	}

	private String fraction() {
		int usual = (this.engine == EngineKind.SQLITE) ? FINEST : 6;
		int digits = (this.type.scale() < 0) ? usual : this.type.scale();
		return (digits == 0) ? "" : "." + "9".repeat(digits);
	}

	private void documents(List<Object> values) {
		values.add("18446744073709551615");
		if (this.engine != EngineKind.MYSQL) {
			values.add("1.00000000000000000001");
		}
		if (!this.type.declared().equals("jsonb")) {
			values.add("\"\\u0000\"");
			values.add((this.engine == EngineKind.MYSQL) ? "1" : "{\"a\": 1, \"a\": 2}");
		}
	}

}
