package dev.drover.schema.expression;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.drover.engine.EngineKind;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.Identity;
import dev.drover.engine.catalog.SequenceOptions;
import dev.drover.engine.value.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Conditions in the words of another engine, and those that have none.
 */
class InterpreterTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '@', value = {
			"POSTGRESQL | MYSQL  | (n > 0)                                         | (\"n\" > 0)",
			"POSTGRESQL | MYSQL  | n = '-1'::integer                               | (\"n\" = (-1))",
			"POSTGRESQL | MYSQL  | t::text = ANY (ARRAY['a'::character varying, 'b\\'::character varying]::text[]) | (\"t\" IN ('a', 'b\\\\'))",
			"POSTGRESQL | H2     | t <> ALL (ARRAY['a'::text])                     | (\"t\" NOT IN ('a'))",
			"POSTGRESQL | SQLITE | d >= '2020-01-01'::date AND NOT b               | ((\"d\" >= '2020-01-01') AND (NOT \"b\"))",
			"POSTGRESQL | H2     | ts < '2020-01-01'::date                         | (\"ts\" < TIMESTAMP '2020-01-01 00:00:00')",
			"POSTGRESQL | MYSQL  | n IS DISTINCT FROM 3                            | (NOT (\"n\" <=> 3))",
			"POSTGRESQL | MYSQL  | b                                               | (\"b\" <> 0)",
			"POSTGRESQL | MARIADB | b                                              | \"b\"",
			"POSTGRESQL | MYSQL  | (n / 2) > 3                                     | ((\"n\" DIV 2) > 3)",
			"POSTGRESQL | SQLITE | char_length(t) > 3                              | (LENGTH(\"t\") > 3)",
			"POSTGRESQL | MYSQL  | TRIM(BOTH FROM t) <> ''::text                   | (TRIM(\"t\") <> '')",
			"POSTGRESQL | H2     | x = 0.5::double precision                       | (\"x\" = 0.5)",
			"MYSQL      | POSTGRESQL | (`t` in (_utf8mb4'a',_utf8mb4'it\\'s'))     | (\"t\" IN ('a', 'it''s'))",
			"MYSQL      | POSTGRESQL | (0 <> `n`)                                  | (0 <> \"n\")",
			"MYSQL      | POSTGRESQL | n and n                                     | ((\"n\" <> 0) AND (\"n\" <> 0))",
			"MYSQL      | POSTGRESQL | if((`n` > 1),true,false)                    | (CASE WHEN (\"n\" > 1) THEN TRUE ELSE FALSE END)",
			"MYSQL      | POSTGRESQL | `d` > _utf8mb4'2020-01-01'                  | (\"d\" > DATE '2020-01-01')",
			"MYSQL      | MARIADB | (char_length(concat(`t`,`t`)) between 1 and 9) | ((CHAR_LENGTH(CONCAT(\"t\", \"t\")) >= 1) AND (CHAR_LENGTH(CONCAT(\"t\", \"t\")) <= 9))",
			"MARIADB    | POSTGRESQL | `n` is null = (`m` is null)                 | ((\"n\" IS NULL) = (\"m\" IS NULL))",
			"SQLITE     | POSTGRESQL | b in (0, 1)                                 | (\"b\" IN (FALSE, TRUE))",
			"SQLITE     | POSTGRESQL | [n] == 1 or N isnull                        | ((\"n\" = 1) OR (\"n\" IS NULL))",
			"H2         | POSTGRESQL | \"p\" > CAST(0 AS NUMERIC(1))               | (\"p\" > 0)",
			"H2         | MYSQL  | \"t\" IN(U&'\\00e9', 'b')                       | (\"t\" IN ('é', 'b'))" })
	void says(EngineKind source, EngineKind target, String sql, String said) {
		Wording wording = interpreter(source, target).condition(sql);
		assertThat(wording.reason()).isEmpty();
		assertThat(wording.sql()).isEqualTo(said);
		assertThat(wording.differences()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '@',
			value = { "POSTGRESQL | MYSQL  | t ~ '^a'                | uses ~",
					"POSTGRESQL | MYSQL  | t > 'a'::text              | orders texts",
					"POSTGRESQL | SQLITE | t ~~ 'a%'::text            | pattern",
					"POSTGRESQL | MYSQL  | t ~~ 'a\\%'::text          | pattern",
					"POSTGRESQL | MYSQL  | (n / m) > 3                | divide by zero",
					"POSTGRESQL | MYSQL  | (p / 2::numeric) > 1       | divides",
					"POSTGRESQL | SQLITE | (p * 1.1) > 5              | decimals, which are floats in SQLite",
					"POSTGRESQL | SQLITE | ts > '2020-01-01'::date    | points in time",
					"POSTGRESQL | MYSQL  | ci = 'a'                   | without regard to case",
					"POSTGRESQL | MYSQL  | f = 0.1::real              | no float is exactly",
					"POSTGRESQL | MYSQL  | id > 0                     | numbers itself",
					"POSTGRESQL | MYSQL  | own_function(n)            | function own_function",
					"POSTGRESQL | MYSQL  | j ->> 'a' = 'b'            | uses ->>",
					"POSTGRESQL | MYSQL  | d > CURRENT_DATE           | uses CURRENT_DATE",
					"POSTGRESQL | MYSQL  | nope > 1                   | uses nope",
					"POSTGRESQL | MYSQL  | N::numeric(3,1) > 1        | casts to numeric(3,1)",
					"MYSQL      | POSTGRESQL | (length(`t`) > 3)      | function length",
					"MYSQL      | POSTGRESQL | ((`u` - 1) > 3)        | subtracts",
					"MYSQL      | POSTGRESQL | ((`n` / 2) = 1)        | divides",
					"MYSQL      | POSTGRESQL | `n` = `m` = 1          | without parentheses",
					"MYSQL      | POSTGRESQL | `t` = 0                | of sorts",
					"SQLITE     | POSTGRESQL | typeof(n) = 'integer'  | function typeof",
					"SQLITE     | POSTGRESQL | t LIKE 'a'             | pattern",
					"SQLITE     | POSTGRESQL | \"no column\" <> 1     | uses no column",
					"H2         | POSTGRESQL | \"x\" = 0.1            | no float is exactly" })
	void refuses(EngineKind source, EngineKind target, String sql, String reason) {
		Wording wording = interpreter(source, target).condition(sql);
		assertThat(wording.sql()).isNull();
		assertThat(wording.reason()).contains(reason);
	}

	@Test
	void tellsWhatMayDiffer() {
		assertThat(interpreter(EngineKind.POSTGRESQL, EngineKind.H2).condition("length(t) > 1").differences())
			.containsExactly("H2 counts a character beyond U+FFFF, such as an emoji, as two");
		assertThat(interpreter(EngineKind.POSTGRESQL, EngineKind.MYSQL).condition("lower(t) = t").differences())
			.containsExactly("the engines may not agree on lower() of letters beyond ASCII");
		assertThat(interpreter(EngineKind.POSTGRESQL, EngineKind.MYSQL).value("lower(t)", "t").sql()).isNull();
	}

	@Test
	void makesNoValueOfAnotherSort() {
		Interpreter interpreter = interpreter(EngineKind.SQLITE, EngineKind.POSTGRESQL);
		assertThat(interpreter.value("n > 1", "m").sql()).isNull();
		assertThat(interpreter.value("n + 1", "m").sql()).isEqualTo("(\"n\" + 1)");
	}

	private static Interpreter interpreter(EngineKind source, EngineKind target) {
		List<ColumnPair> pairs = new ArrayList<>();
		add(pairs, "id", new ColumnType(Kind.INTEGER, 4, 0, "integer"), true);
		add(pairs, "n", new ColumnType(Kind.INTEGER, 4, 0, "integer"), true);
		add(pairs, "m", new ColumnType(Kind.INTEGER, 4, 0, "integer"), true);
		add(pairs, "u", new ColumnType(Kind.INTEGER, 8, 0, "int unsigned"), true);
		add(pairs, "p", new ColumnType(Kind.DECIMAL, 8, 2, "numeric(8,2)"), true);
		add(pairs, "f", ColumnType.of(Kind.FLOAT4, "real"), true);
		add(pairs, "x", ColumnType.of(Kind.FLOAT8, "double precision"), true);
		add(pairs, "t", ColumnType.of(Kind.TEXT, "text"), true);
		add(pairs, "ci", ColumnType.of(Kind.TEXT, "citext"), false);
		add(pairs, "b", ColumnType.of(Kind.BOOLEAN, "boolean"), true);
		add(pairs, "d", ColumnType.of(Kind.DATE, "date"), true);
		add(pairs, "ts", ColumnType.of(Kind.TIMESTAMP, "timestamp"), true);
		add(pairs, "j", ColumnType.of(Kind.JSON, "jsonb"), true);
		return new Interpreter(source, target, (name) -> '"' + name + '"', pairs);
	}

	private static void add(List<ColumnPair> pairs, String name, ColumnType type, boolean exact) {
		Identity identity = name.equals("id") ? new Identity(false, SequenceOptions.DEFAULT, 1) : null;
		Column column = new Column(name, type, true, null, identity, null, null);
		pairs.add(new ColumnPair(name, column, column, exact, false));
	}

}
