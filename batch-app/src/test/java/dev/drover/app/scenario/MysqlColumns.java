package dev.drover.app.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * All types of MySQL and MariaDB with literals.
 */
final class MysqlColumns {

	/** Days of zero and days that are none are let in. */
	static final List<String> BEFORE = List.of("SET SESSION sql_mode = 'ALLOW_INVALID_DATES,STRICT_ALL_TABLES'");

	private final Chance chance;

	private final boolean mariadb;

	private final List<GeneratedType> types = new ArrayList<>();

	private MysqlColumns(Chance chance, boolean mariadb) {
		this.chance = chance;
		this.mariadb = mariadb;
	}

	static List<GeneratedType> of(Chance chance, boolean mariadb) {
		MysqlColumns columns = new MysqlColumns(chance, mariadb);
		columns.numbers();
		columns.texts();
		columns.bytes();
		columns.moments();
		columns.others();
		return columns.types;
	}

	private void add(String declared, Meaning meaning, List<String> plain, String... edges) {
		this.types.add(GeneratedType.of(declared, meaning, plain, edges));
	}

	private void numbers() {
		add("tinyint(1)", Meaning.NUMBER, this.chance.signed(8));
		int bits = 8;
		for (String name : List.of("tinyint", "smallint", "mediumint", "int", "bigint")) {
			add(name, Meaning.NUMBER, this.chance.signed(bits));
			add(name + " unsigned", Meaning.NUMBER, this.chance.unsigned(bits));
			bits += (bits == 32) ? 32 : 8;
		}
		add("int(5) zerofill", Meaning.NUMBER, List.of("0", "7", "123456"));
		add("decimal(10,2)", Meaning.NUMBER, this.chance.decimals(10, 2));
		add("decimal(65,30)", Meaning.NUMBER, this.chance.decimals(65, 30));
		add("decimal(30,30)", Meaning.NUMBER,
				this.chance.decimals(30, 30).stream().filter((number) -> !number.matches("-?[1-9]\\d*")).toList());
		add("decimal(65,0)", Meaning.NUMBER, this.chance.decimals(65, 0));
		add("float", Meaning.FLOAT, this.chance.floats(), "-0e0", "1e-45", "1.1754942e-38");
		add("double", Meaning.FLOAT, this.chance.doubles(), "-0e0", "4.9e-324", "2.2250738585072009e-308");
		add("double(10,3)", Meaning.FLOAT, List.of("0", "1234567.125", "-0.001"));
		add("bit(1)", Meaning.BITS, List.of("b'0'", "b'1'"));
		add("bit(10)", Meaning.BITS, Chance.each(this.chance.bits(10), (bits10) -> "b'" + bits10 + "'"));
		add("bit(64)", Meaning.BITS, Chance.each(this.chance.bits(64), (bits64) -> "b'" + bits64 + "'"));
	}

	private static String text(String text) {
		return text.isEmpty() ? "''" : "CONVERT(x'" + Chance.hex(text) + "' USING utf8mb4)";
	}

	private void texts() {
		String nul = "CONVERT(x'610062' USING utf8mb4)";
		add("char(5)", Meaning.PADDED, Chance.each(this.chance.texts(5), MysqlColumns::text), nul,
				text(this.chance.wideTexts(5)[0]));
		add("varchar(20)", Meaning.TEXT, Chance.each(this.chance.texts(20), MysqlColumns::text), nul,
				text(this.chance.wideTexts(20)[0]), text(this.chance.wideTexts(20)[1]));
		add("varchar(20) character set utf8mb3", Meaning.TEXT,
				Chance.each(this.chance.texts(20)
					.stream()
					.filter((text) -> text.codePoints().allMatch((point) -> point < 0x10000))
					.toList(), MysqlColumns::text),
				nul);
		add("varchar(20) character set latin1", Meaning.TEXT, List.of("''", "'plain'", "_latin1 x'e9'",
				"_latin1 x'80818d8f909d9f'", "_latin1 x'c3a4'", "_latin1 x'a0'"));
		add("varchar(20) character set latin1 collate latin1_bin", Meaning.TEXT, List.of("'x '", "_latin1 x'ff'"));
		add("varchar(20) character set ascii", Meaning.TEXT, List.of("''", "'~'"));
		add("varchar(20) character set utf16", Meaning.TEXT, List.of("''", text("ü😀"), "'\\\\'"));
		add("varchar(20) character set utf32", Meaning.TEXT, List.of("''", text("ü😀")));
		add("varchar(20) character set sjis", Meaning.TEXT, List.of("''", text("漢字表"), "'~'"));
		add("varchar(20) character set gbk", Meaning.TEXT, List.of("''", text("漢字"), "'\\\\'"));
		add("varchar(20) character set cp1251", Meaning.TEXT, List.of("''", text("Жук")));
		add("varchar(20) collate utf8mb4_bin", Meaning.TEXT, Chance.each(this.chance.texts(20), MysqlColumns::text));
		for (String name : List.of("tinytext", "text", "mediumtext")) {
			add(name, Meaning.TEXT, Chance.each(this.chance.texts(60), MysqlColumns::text), nul);
		}
		add("longtext", Meaning.TEXT, Chance.each(
				Chance.join(this.chance.texts(60), "x".repeat(70_000), "ü😀".repeat(20_000)), MysqlColumns::text), nul);
		add("enum('b','a','','it''s','ü, x')", Meaning.TEXT, List.of("'b'", "'a'", "''", "'it''s'", "'ü, x'"));
		add("set('x','y','z w')", Meaning.TEXT, List.of("''", "'x'", "'y,x'", "'x,y,z w'"));
	}

	private void bytes() {
		add("binary(3)", Meaning.BYTES, List.of("''", "x'00'", "x'0a5c27'", "x'202020'", "x'ffffff'"));
		add("varbinary(300)", Meaning.BYTES, Chance.each(this.chance.bytes(300), MysqlColumns::hex));
		for (String name : List.of("tinyblob", "blob", "mediumblob")) {
			add(name, Meaning.BYTES, Chance.each(this.chance.bytes(200), MysqlColumns::hex));
		}
		add("longblob", Meaning.BYTES,
				Chance.each(Chance.join(this.chance.bytes(256), "ab".repeat(70_000)), MysqlColumns::hex));
	}

	private static String hex(String digits) {
		return "x'" + digits + "'";
	}

	private void moments() {
		add("year", Meaning.NUMBER, List.of("1901", "2155", "2024", "'0000'"));
		add("date", Meaning.MOMENT, Chance.each(this.chance.dates(), Chance::quote), "'0000-00-00'", "'2024-00-10'",
				"'2024-10-00'", "'2023-02-30'", "'0000-01-01'");
		for (int digits : List.of(0, 3, 6)) {
			add("time(" + digits + ")", Meaning.MOMENT, Chance.each(this.chance.times(digits), Chance::quote),
					"'838:59:59'", "'-838:59:59'", "'-00:00:01'", "'24:00:00'", "'100:00:00'", "'-01:00:00.5'");
			add("datetime(" + digits + ")", Meaning.MOMENT, Chance.each(this.chance.moments(digits), Chance::quote),
					"'0000-00-00 00:00:00'", "'2024-00-10 01:02:03'", "'2024-10-00 00:00:00'", "'2023-02-30 10:00:00'",
					"'0000-01-01 00:00:00'");
			add("timestamp(" + digits + ")", Meaning.ZONED,
					Chance.each(this.chance.recentMoments(digits), Chance::quote), "'0000-00-00 00:00:00'");
		}
	}

	private void others() {
		List<String> edges = new ArrayList<>(List.of("'18446744073709551615'", "'1e300'", "'[1, 1.0, 1.00]'",
				"'\"\\\\u0000\"'", "'{\"\\\\u0000\": \"x\"}'", "'-0.0'", "'{\"a\": 1, \"a\": 2}'",
				"'123456789012345678901234567890.1'"));
		if (this.mariadb) {
			edges.addAll(List.of("'1.00000000000000000001'", "' [ 1 ,\\n2 ] '", "'1E+2'", "'1e400'"));
		}
		else {
			edges.addAll(List.of("CAST(CAST('2024-01-01 10:00:00.5' AS DATETIME(6)) AS JSON)", "CAST(x'00ff' AS JSON)",
					"CAST(CAST(1.10 AS DECIMAL(5,2)) AS JSON)", "JSON_ARRAY(CAST('12:00:00' AS TIME))"));
		}
		add("json", Meaning.DOCUMENT, Chance.each(this.chance.documents(), MysqlColumns::text),
				edges.toArray(String[]::new));
		List<String> points = List.of("ST_GeomFromText('POINT(1 2)')", "ST_GeomFromText('POINT(-0.5 1e-300)', 4326)");
		add("geometry", Meaning.SHAPE, Chance.join(points, "ST_GeomFromText('LINESTRING(0 0, 1 1)')"));
		add("point", Meaning.SHAPE, List.of(points.get(0)));
		add("polygon", Meaning.SHAPE, List.of("ST_GeomFromText('POLYGON((0 0, 1 1, 1 0, 0 0))')"));
		add("geometrycollection", Meaning.SHAPE, List.of("ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2))')"));
		if (this.mariadb) {
			add("uuid", Meaning.IDENTIFIER, Chance.each(this.chance.uuids(), Chance::quote));
			add("inet4", Meaning.TEXT, List.of("'0.0.0.0'", "'255.255.255.255'"));
			add("inet6", Meaning.TEXT,
					List.of("'::'", "'::1'", "'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'", "'::ffff:1.2.3.4'"));
		}
	}

}
