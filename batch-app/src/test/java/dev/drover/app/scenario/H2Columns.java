package dev.drover.app.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All types of H2 with literals.
 */
final class H2Columns {

	static final List<String> BEFORE = List.of("CREATE DOMAIN positive AS integer CHECK (value > 0)");

	private final Chance chance;

	private final List<GeneratedType> types = new ArrayList<>();

	private H2Columns(Chance chance) {
		this.chance = chance;
	}

	static List<GeneratedType> of(Chance chance) {
		H2Columns columns = new H2Columns(chance);
		columns.numbers();
		columns.texts();
		columns.moments();
		columns.others();
		return columns.types;
	}

	private void add(String declared, Meaning meaning, List<String> plain, String... edges) {
		this.types.add(GeneratedType.of(declared, meaning, plain, edges));
	}

	private void numbers() {
		add("boolean", Meaning.TRUTH, List.of("TRUE", "FALSE"));
		add("tinyint", Meaning.NUMBER, this.chance.signed(8));
		add("smallint", Meaning.NUMBER, this.chance.signed(16));
		add("integer", Meaning.NUMBER, this.chance.signed(32));
		add("bigint", Meaning.NUMBER, this.chance.signed(64));
		add("positive", Meaning.NUMBER, List.of("1", "2147483647"));
		add("numeric(10,2)", Meaning.NUMBER, this.chance.decimals(10, 2));
		add("numeric(65,30)", Meaning.NUMBER, this.chance.decimals(65, 30));
		add("numeric(100,50)", Meaning.NUMBER, this.chance.decimals(60, 25),
				this.chance.decimals(100, 50).toArray(String[]::new));
		add("numeric(3,5)", Meaning.NUMBER, List.of("0", "0.00999", "-0.00001"));
		add("decfloat(40)", Meaning.NUMBER, this.chance.decimals(20, 5), "'NaN'", "'Infinity'", "'-Infinity'", "1E1000",
				"1E-1000");
		add("decfloat", Meaning.NUMBER, this.chance.decimals(20, 5), "1E35", "1E-31", "'NaN'");
		add("real", Meaning.FLOAT, this.chance.floats(), "'NaN'", "'Infinity'", "'-Infinity'", "1E-45",
				"1.1754942E-38");
		add("double precision", Meaning.FLOAT, this.chance.doubles(), "'NaN'", "'Infinity'", "'-Infinity'", "4.9E-324",
				"2.2250738585072009E-308");
		add("float(20)", Meaning.FLOAT, List.of("0.1"));
	}

	/** Each character by its number. */
	private static String text(String text) {
		StringBuilder literal = new StringBuilder("U&'");
		text.chars().forEach((letter) -> literal.append(String.format(Locale.ROOT, "\\%04x", letter)));
		return literal.append('\'').toString();
	}

	private void texts() {
		String[] odd = { "'a' || CHAR(0) || 'b'", "U&'\\d83d'", "U&'\\dc00x'" };
		add("char(5)", Meaning.PADDED, Chance
			.each(this.chance.texts(10).stream().filter((text) -> text.length() <= 5).toList(), H2Columns::text), odd);
		add("varchar(20)", Meaning.TEXT, Chance
			.each(this.chance.texts(20).stream().filter((text) -> text.length() <= 20).toList(), H2Columns::text), odd);
		add("varchar", Meaning.TEXT,
				Chance.each(Chance.join(this.chance.texts(60), "ü😀".repeat(20_000)), H2Columns::text), odd);
		add("varchar_ignorecase(20)", Meaning.TEXT, Chance.each(this.chance.texts(9), H2Columns::text));
		add("clob", Meaning.TEXT, Chance.each(Chance.join(this.chance.texts(60), "x".repeat(70_000)), H2Columns::text),
				odd);
		add("binary(3)", Meaning.BYTES, List.of("X'000000'", "X'0a5c27'", "X'ffffff'"));
		add("varbinary(300)", Meaning.BYTES, Chance.each(this.chance.bytes(300), H2Columns::hex));
		add("varbinary", Meaning.BYTES, Chance.each(this.chance.bytes(300), H2Columns::hex));
		add("blob", Meaning.BYTES,
				Chance.each(Chance.join(this.chance.bytes(300), "ab".repeat(70_000)), H2Columns::hex));
		add("java_object", Meaning.BYTES, List.of("X'aced000574000161'"));
	}

	private static String hex(String digits) {
		return "X'" + digits + "'";
	}

	private void moments() {
		add("date", Meaning.MOMENT, Chance.each(this.chance.dates(), Chance::quote), "'-0043-03-15'", "'0000-02-29'",
				"'12024-01-01'", "'999999-12-31'");
		for (int digits : List.of(0, 3, 6, 9)) {
			String[] fine = (digits == 9) ? new String[] { "'12:00:00.123456789'" } : new String[0];
			add("time(" + digits + ")", Meaning.MOMENT,
					Chance.each(this.chance.times(Math.min(6, digits)), Chance::quote), fine);
			add("time(" + digits + ") with time zone", Meaning.CLOCK,
					Chance.each(this.chance.times(Math.min(6, digits)), (time) -> "'" + time + "+02:00'"),
					(digits == 9) ? new String[] { "'12:00:00.123456789-05:30'", "'00:00:00+18:00'" }
							: new String[] { "'00:00:00-15:59'", "'12:00:00+05:30:15'" });
			add("timestamp(" + digits + ")", Meaning.MOMENT,
					Chance.each(this.chance.moments(Math.min(6, digits)), Chance::quote), "'-0043-03-15 00:00:00'",
					"'0000-12-31 23:59:59'", "'12024-01-01 00:00:00'",
					(digits == 9) ? "'2024-01-01 00:00:00.123456789'" : "'10000-01-01 00:00:00'");
			add("timestamp(" + digits + ") with time zone", Meaning.ZONED,
					Chance.each(this.chance.offsets(this.chance.moments(Math.min(6, digits))), Chance::quote),
					"'9999-12-31 23:59:59-01'", "'0001-01-01 00:00:00+01'", "'12024-01-01 00:00:00+00'",
					(digits == 9) ? "'2024-01-01 00:00:00.123456789+05:30'" : "'-0043-03-15 00:00:00+00'");
		}
	}

	private void others() {
		add("uuid", Meaning.IDENTIFIER, Chance.each(this.chance.uuids(), Chance::quote));
		add("json", Meaning.DOCUMENT, Chance.each(this.chance.documents(), (json) -> text(json) + " FORMAT JSON"),
				"JSON '123456789012345678901234567890.1'", "JSON '{\"a\": 1, \"a\": 2}'", "JSON '\"\\u0000\"'",
				"JSON '1e400'", "JSON '1.00000000000000000001'", "JSON '[1, 1.0, 1.00]'");
		add("enum('b','a','it''s','ü, x')", Meaning.TEXT, List.of("'b'", "'a'", "'it''s'", "'ü, x'"));
		add("interval year to month", Meaning.TEXT,
				List.of("INTERVAL '-1-2' YEAR TO MONTH", "INTERVAL '0-0' YEAR TO MONTH"));
		add("interval day to second(9)", Meaning.TEXT, List.of("INTERVAL '1 02:03:04.123456789' DAY TO SECOND(9)"));
		add("integer array", Meaning.TEXT, List.of(), "ARRAY[1, NULL]", "ARRAY[]");
		add("varchar(10) array", Meaning.TEXT, List.of(), "ARRAY['a', '', NULL, 'it''s, \"x\"']");
		add("row(a integer, b varchar)", Meaning.TEXT, List.of(), "ROW(1, 'x')");
	}

}
