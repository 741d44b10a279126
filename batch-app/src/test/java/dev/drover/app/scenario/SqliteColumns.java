package dev.drover.app.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * What SQLite's columns may be declared as, with values of their own sort and of others.
 */
final class SqliteColumns {

	private static final String[] OF_ANY_SORT = { "1", "-1", "9223372036854775807", "1.5", "-0.0", "1e308", "9e999",
			"''", "'x'", "'12'", "'1.50'", "' 1'", "'true'", "x''", "x'00ff'", "CAST(x'ff41' AS text)",
			"CAST(x'610062' AS text)", "'0000-00-00'", "'2024-02-30'", "'now'" };

	private final Chance chance;

	private final List<GeneratedType> types = new ArrayList<>();

	private SqliteColumns(Chance chance) {
		this.chance = chance;
	}

	static List<GeneratedType> of(Chance chance) {
		SqliteColumns columns = new SqliteColumns(chance);
		columns.numbers();
		columns.texts();
		columns.moments();
		return columns.types;
	}

	private void add(String declared, Meaning meaning, List<String> plain, String... edges) {
		this.types.add(GeneratedType.of(declared, meaning, plain, edges).and(List.of(OF_ANY_SORT)));
	}

	private void numbers() {
		add("BOOLEAN", Meaning.TRUTH, List.of("0", "1"), "2", "'t'", "'f'", "'FALSE'", "1.0");
		for (String name : List.of("INTEGER", "INT", "TINYINT", "UNSIGNED BIG INT", "INT8")) {
			add(name, Meaning.NUMBER, this.chance.signed(64), "1.0", "'1e2'", "'99999999999999999999'");
		}
		add("NUMERIC(10,2)", Meaning.NUMBER, List.of("0", "1", "1.5", "99999999.99", "-0.01"), "1.005", "1e10",
				"'n/a'");
		add("DECIMAL(20,5)", Meaning.NUMBER, List.of("0", "1", "1.5"), "123456789012345.12345", "0.1",
				"'12345678901234567890.12345'");
		add("NUMERIC", Meaning.NUMBER, List.of("0", "1", "1.5", "-12345.678", "0.1"), "1e35", "1e-31", "1e-300");
		add("DECIMAL TEXT(65,30)", Meaning.NUMBER, Chance.each(this.chance.decimals(65, 30), Chance::quote), "'1e100'");
		for (String name : List.of("REAL", "DOUBLE", "DOUBLE PRECISION", "FLOAT")) {
			add(name, Meaning.FLOAT, this.chance.doubles(), "-9e999", "4.9e-324", "2.2250738585072009e-308");
		}
	}

	private static String text(String text) {
		return text.isEmpty() ? "''" : "CAST(x'" + Chance.hex(text) + "' AS text)";
	}

	private void texts() {
		for (String name : List.of("TEXT", "CLOB", "NVARCHAR")) {
			add(name, Meaning.TEXT, Chance.each(this.chance.texts(60), SqliteColumns::text), "CAST(x'eda0bd' AS text)",
					"CAST(x'c080' AS text)", "CAST(x'f4908080' AS text)");
		}
		add("VARCHAR(20)", Meaning.TEXT, Chance.each(this.chance.texts(20), SqliteColumns::text), text("x".repeat(21)),
				text(this.chance.wideTexts(20)[0]), text("x".repeat(20) + " "));
		add("CHAR(5)", Meaning.TEXT, Chance.each(this.chance.texts(5), SqliteColumns::text), text("x".repeat(6)),
				text(this.chance.wideTexts(5)[0]), text("xxxxx "));
		add("BLOB", Meaning.BYTES,
				Chance.each(Chance.join(this.chance.bytes(300), "ab".repeat(70_000)), (hex) -> "x'" + hex + "'"));
		add("UUID", Meaning.IDENTIFIER, Chance.each(this.chance.uuids(), Chance::quote),
				"'12345678-90AB-CDEF-1234-567890ABCDEF'", "'{12345678-90ab-cdef-1234-567890abcdef}'",
				"'1234567890abcdef1234567890abcdef'");
		add("JSON", Meaning.DOCUMENT,
				Chance.each(this.chance.documents().stream().filter((json) -> !json.matches("-?[0-9.]+")).toList(),
						SqliteColumns::text),
				"'{\"a\": 1, \"a\": 2}'", "'{\"open\": '", "'[1, 1.00000000000000000001]'", "'\"\\u0000\"'",
				"'[1e400]'", "'{a: 1}'", "'[1,]'", "' [ 1 ,\n2 ] '", "0", "9007199254740993");
		add("", Meaning.ANY_SORT, List.of());
		add("MONEYS", Meaning.ANY_SORT, List.of());
		add("ANY", Meaning.ANY_SORT, List.of());
		this.types.add(GeneratedType.of("XYZ", Meaning.NUMBER, this.chance.signed(64)));
		this.types.add(GeneratedType.of("STRING", Meaning.ANY_SORT, List.of(), "'1'", "'abc'", "1.5"));
	}

	private void moments() {
		add("DATE", Meaning.MOMENT, Chance.each(this.chance.dates(), Chance::quote), "2460400.5", "'12024-01-01'",
				"'-0044-03-15'", "'2024-1-1'", "'20240101'", "'2024-02-29 00:00:00'");
		add("TIME", Meaning.MOMENT, Chance.each(this.chance.times(6), Chance::quote), "3600", "'24:00:00'",
				"'-00:00:01'", "'838:59:59'", "'12:00'", "'23:59:60'", "'12:00:00.123456789'");
		for (String name : List.of("DATETIME", "TIMESTAMP")) {
			add(name, Meaning.MOMENT, Chance.each(this.chance.moments(6), Chance::quote), "1627303906122", "2460400.5",
					"'2024-01-01T10:00:00'", "'2024-01-01 10:00'", "'2024-01-01T10:00:00Z'",
					"'2024-01-01 10:00:00.123456789'", "'2024-01-01 10:00:00+02:00'", "'2024-01-01'",
					"'2016-12-31 23:59:60'", "'2024-01-01 24:00:00'");
		}
		add("TIMESTAMPTZ", Meaning.ZONED, Chance.each(this.chance.offsets(this.chance.moments(6)), Chance::quote),
				"'2024-01-01 10:00:00'", "'2024-01-01T10:00:00.5Z'", "'9999-12-31 23:59:59-01'",
				"'0001-01-01 00:00:00+01'", "1627303906122");
	}

}
