package dev.drover.app.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * All types of PostgreSQL with literals.
 */
final class PostgresqlColumns {

	static final List<String> BEFORE = List.of("CREATE TYPE mood AS ENUM ('sad', 'o''k', 'ü, \"x\"', '')",
			"CREATE TYPE pair AS (a int, b text)", "CREATE DOMAIN positive AS int CHECK (value > 0)",
			"CREATE DOMAIN short AS varchar(5)");

	private final Chance chance;

	private final List<GeneratedType> types = new ArrayList<>();

	private PostgresqlColumns(Chance chance) {
		this.chance = chance;
	}

	static List<GeneratedType> of(Chance chance) {
		PostgresqlColumns columns = new PostgresqlColumns(chance);
		columns.numbers();
		columns.texts();
		columns.moments();
		columns.others();
		columns.ownText();
		return columns.types;
	}

	private void add(String declared, Meaning meaning, List<String> plain, String... edges) {
		this.types.add(new GeneratedType(declared, meaning, Chance.each(plain, Chance::quote),
				Chance.each(List.of(edges), Chance::quote)));
	}

	private void numbers() {
		add("boolean", Meaning.TRUTH, List.of("true", "false"));
		add("smallint", Meaning.NUMBER, this.chance.signed(16));
		add("integer", Meaning.NUMBER, this.chance.signed(32));
		add("bigint", Meaning.NUMBER, this.chance.signed(64));
		add("numeric(10,2)", Meaning.NUMBER, this.chance.decimals(10, 2), "NaN");
		add("numeric(38,38)", Meaning.NUMBER, List.of("0"),
				this.chance.decimals(38, 38)
					.stream()
					.filter((number) -> !number.matches("-?\\d+"))
					.toArray(String[]::new));
		add("numeric(65,30)", Meaning.NUMBER, this.chance.decimals(65, 30));
		add("numeric(5,-2)", Meaning.NUMBER, List.of("0", "100", "-9999900", "1234500"));
		add("numeric(3,5)", Meaning.NUMBER, List.of("0", "0.00999", "-0.00001"));
		add("numeric(100,50)", Meaning.NUMBER, this.chance.decimals(60, 25),
				this.chance.decimals(100, 50).toArray(String[]::new));
		add("numeric(1000,0)", Meaning.NUMBER, List.of("0", "1"), "9".repeat(1000), "-" + "9".repeat(66));
		add("numeric", Meaning.NUMBER, this.chance.decimals(20, 5), "NaN", "Infinity", "-Infinity", "1e1000", "1e-1000",
				"-9.99e5000", "1e-16383", "0.00", "1.50000000000000000000000000000000000000000000000000", "1e35",
				"1e34", "1e-30", "1e-31");
		add("real", Meaning.FLOAT, this.chance.floats(), "NaN", "Infinity", "-Infinity", "-0", "1e-45",
				"1.1754942e-38");
		add("double precision", Meaning.FLOAT, this.chance.doubles(), "NaN", "Infinity", "-Infinity", "-0", "4.9e-324",
				"2.2250738585072009e-308");
	}

	private void texts() {
		add("varchar(20)", Meaning.TEXT, this.chance.texts(20), this.chance.wideTexts(20));
		add("varchar", Meaning.TEXT, this.chance.texts(30));
		add("text", Meaning.TEXT, Chance.join(this.chance.texts(60), "x".repeat(70_000), "ü😀".repeat(20_000)));
		add("char(5)", Meaning.PADDED, this.chance.texts(5), this.chance.wideTexts(5));
		add("char", Meaning.PADDED, List.of("a", " ", "ü"), "😀");
		add("bpchar", Meaning.PADDED, this.chance.texts(10));
		add("bytea", Meaning.BYTES,
				Chance.each(Chance.join(this.chance.bytes(300), "ab".repeat(70_000)), (hex) -> "\\x" + hex));
		add("bit(10)", Meaning.BITS, this.chance.bits(10));
		add("bit(1)", Meaning.BITS, List.of("0", "1"));
		add("bit(64)", Meaning.BITS, this.chance.bits(64));
		add("bit(70)", Meaning.BITS, this.chance.bits(70));
		add("varbit(10)", Meaning.TEXT, List.of("", "0", "1", "0000000001", "01"));
		add("varbit", Meaning.TEXT, Chance.join(this.chance.bits(100), "", "0"));
	}

	private void moments() {
		add("date", Meaning.MOMENT, this.chance.dates(), "infinity", "-infinity", "4713-01-01 BC", "0001-12-31 BC",
				"0005-02-29 BC", "10000-01-01", "5874897-12-31");
		add("time", Meaning.MOMENT, this.chance.times(6), "24:00:00", "23:59:60");
		add("time(3)", Meaning.MOMENT, this.chance.times(3));
		add("time(0)", Meaning.MOMENT, this.chance.times(0), "23:59:59.6");
		add("timetz", Meaning.CLOCK, Chance.each(this.chance.times(6), (time) -> time + "+02"), "24:00:00+15:59",
				"00:00:00-15:59", "12:00:00.5+05:30:15", "12:00:00-00:00:01");
		String[] far = { "infinity", "-infinity", "4713-01-01 00:00:00 BC", "0001-12-31 23:59:59.999999 BC",
				"10000-01-01 00:00:00", "294276-12-31 23:59:59.999999", "2016-12-31 23:59:60" };
		add("timestamp", Meaning.MOMENT, this.chance.moments(6), far);
		add("timestamp(3)", Meaning.MOMENT, this.chance.moments(3));
		add("timestamp(0)", Meaning.MOMENT, this.chance.moments(0));
		add("timestamptz", Meaning.ZONED, this.chance.offsets(this.chance.moments(6)), "infinity", "-infinity",
				"4713-01-01 00:00:00+00 BC", "0001-12-31 23:59:59+00 BC", "10000-01-01 00:00:00+00",
				"9999-12-31 23:59:59-01", "294276-12-31 23:59:59+00", "0001-01-01 00:00:00+01");
		add("timestamptz(0)", Meaning.ZONED, this.chance.offsets(this.chance.moments(0)));
	}

	private void others() {
		add("uuid", Meaning.IDENTIFIER, Chance.join(this.chance.uuids(), "e2ed72b6-0f26-ac28-4bff-605b0028b93c"));
		String[] odd = { "123456789012345678901234567890.1", "1e400", "{\"a\": 1, \"a\": 2}", "\"\\u0000\"",
				"18446744073709551616", "1.00000000000000000001", "1E+2", "[1, 1.0, 1.00]", "\"\\ud83d\"",
				" [ 1 ,\n2 ] ", "-0", "-0.0", "{\"x\": \"\\u0000\"}", "{\"\\u0000\": 1}" };
		add("json", Meaning.DOCUMENT, this.chance.documents(), odd);
		add("jsonb", Meaning.DOCUMENT, this.chance.documents(), "123456789012345678901234567890.1", "1e400",
				"18446744073709551616", "1.00000000000000000001", "[1, 1.0, 1.00]", "-0.0", "1e-400");
		add("mood", Meaning.TEXT, List.of("sad", "o'k", "ü, \"x\"", ""));
		add("positive", Meaning.NUMBER, List.of("1", "2147483647"));
		add("short", Meaning.TEXT, this.chance.texts(5), this.chance.wideTexts(5));
	}

	/** Types that others keep as PostgreSQL's own text. */
	private void ownText() {
		add("pair", Meaning.TEXT, List.of("(1,\"a b\")", "(,)", "(-1,\"\"\"\\\\\")"));
		add("int[]", Meaning.TEXT, List.of("{}", "{1,NULL,-2147483648}", "{{1,2},{3,4}}", "[0:1]={7,8}"));
		add("text[]", Meaning.TEXT, List.of("{NULL,\"NULL\",\"\",\"a,b\",\"\\\\\",\"\\\"\",\"😀\"}", "{{a,b},{c,d}}"));
		add("numeric[]", Meaning.TEXT, List.of("{NaN,1.50,1e-30,Infinity}"));
		add("float4[]", Meaning.TEXT, List.of("{0.1,-0,NaN,1e-45,3.4028235e38}"));
		add("float8[]", Meaning.TEXT, List.of("{0.1,-0,NaN,5e-324,0.30000000000000004}"));
		add("timestamptz[]", Meaning.TEXT, List.of("{\"2024-03-31 02:30:00+00\",infinity}"));
		add("bytea[]", Meaning.TEXT, List.of("{\"\\\\x00ff\"}"));
		add("jsonb[]", Meaning.TEXT, List.of("{\"{\\\"a\\\": 1}\",null}"));
		add("interval", Meaning.TEXT, List.of("1 year 2 mons -3 days 04:05:06.789", "-178000000 years", "00:00:00",
				"-00:00:00.000001", "1 mon -1 day", "2562047788:00:54.775807"));
		add("money", Meaning.TEXT, List.of("-92233720368547758.08", "92233720368547758.07", "0", "-0.01"));
		add("xml", Meaning.TEXT, List.of("<a b='1'>ü&amp;</a>", "", "text", "<?xml version=\"1.0\"?><a/>"));
		add("inet", Meaning.TEXT,
				List.of("10.0.0.1/8", "::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/127", "0.0.0.0"));
		add("cidr", Meaning.TEXT, List.of("10.0.0.0/8", "::/0", "255.255.255.255"));
		add("macaddr", Meaning.TEXT, List.of("08:00:2b:01:02:03", "ff:ff:ff:ff:ff:ff"));
		add("macaddr8", Meaning.TEXT, List.of("08:00:2b:01:02:03:04:05"));
		add("point", Meaning.TEXT, List.of("(1,2)", "(-0,1e-300)", "(Infinity,NaN)", "(0.1,0.30000000000000004)"));
		add("line", Meaning.TEXT, List.of("{1,-1,0}"));
		add("lseg", Meaning.TEXT, List.of("[(0,0),(1,1)]"));
		add("box", Meaning.TEXT, List.of("(2,2),(1,1)"));
		add("path", Meaning.TEXT, List.of("[(0,0),(1,1)]", "((0,0),(1,1))"));
		add("polygon", Meaning.TEXT, List.of("((0,0),(1,1),(1,0))"));
		add("circle", Meaning.TEXT, List.of("<(0.1,0),5>"));
		add("tsvector", Meaning.TEXT, List.of("a:1A b:2,16383", "", "'it''s' '\\\\'"));
		add("tsquery", Meaning.TEXT, List.of("a & !b", "'it''s':*A", "a <5> b", ""));
		add("oid", Meaning.TEXT, List.of("0", "4294967295"));
		add("name", Meaning.TEXT, List.of("", "a b", "ü\"'"));
		add("\"char\"", Meaning.TEXT, List.of("a", "", "'"), "\\377", "\\001");
		add("pg_lsn", Meaning.TEXT, List.of("0/0", "FFFFFFFF/FFFFFFFF"));
		add("pg_snapshot", Meaning.TEXT, List.of("10:20:10,14,15"));
		add("jsonpath", Meaning.TEXT, List.of("$.\"a\"[*]?(@ > 1)"));
		add("tid", Meaning.TEXT, List.of("(4294967295,65535)"));
		add("xid", Meaning.TEXT, List.of("4294967295"));
		add("xid8", Meaning.TEXT, List.of("18446744073709551615"));
		add("int4range", Meaning.TEXT, List.of("[1,5)", "empty", "(,)", "[-2147483648,2147483647)"));
		add("numrange", Meaning.TEXT, List.of("(1.50,2.00]", "[NaN,NaN]"));
		add("tsrange", Meaning.TEXT, List.of("[\"2024-01-01 00:00:00\",infinity)", "(,infinity)"));
		add("tstzrange", Meaning.TEXT, List.of("[\"2024-01-01 00:00:00+00\",)"));
		add("daterange", Meaning.TEXT, List.of("[2024-01-01,2024-02-01)", "[-infinity,infinity)"));
		add("int4multirange", Meaning.TEXT, List.of("{}", "{[1,3),[5,7)}"));
		add("regclass", Meaning.TEXT, List.of("pg_class"));
		add("refcursor", Meaning.TEXT, List.of("c", ""));
	}

}
