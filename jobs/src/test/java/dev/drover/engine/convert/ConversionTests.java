package dev.drover.engine.convert;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.value.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A value becomes the one that means the same, or none.
 */
class ConversionTests {

	private static final String UUID = "0f8fad5b-d9cb-469f-a165-70867728950e";

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "0, false", "1, true", "2, none", "-1, none" })
	void numbersAreTruthsIfTheyAreZeroOrOne(long number, @Nullable Boolean truth) {
		assertThat(convert(Kind.INTEGER, number, Kind.BOOLEAN)).isEqualTo(truth);
		assertThat(convert(Kind.DECIMAL, new BigDecimal(number).setScale(2), Kind.BOOLEAN)).isEqualTo(truth);
		assertThat(convert(Kind.FLOAT8, (double) number, Kind.BOOLEAN)).isEqualTo(truth);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "t, true", "FALSE, false", "Yes, true", "off, false", "1, true",
			"2, none", "'', none", "' true', none" })
	void wordsAreTruths(String word, @Nullable Boolean truth) {
		assertThat(convert(Kind.TEXT, word, Kind.BOOLEAN)).isEqualTo(truth);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "0, false", "1, true", "00000001, true", "00000000, false", "10, none" })
	void bitsAreTruths(String bits, @Nullable Boolean truth) {
		assertThat(convert(Kind.BITS, bits, Kind.BOOLEAN)).isEqualTo(truth);
	}

	@Test
	void truthsAreNumbersAndWords() {
		assertThat(convert(Kind.BOOLEAN, true, Kind.INTEGER)).isEqualTo(1L);
		assertThat(convert(Kind.BOOLEAN, false, Kind.DECIMAL)).isEqualTo(BigDecimal.ZERO);
		assertThat(convert(Kind.BOOLEAN, true, Kind.TEXT)).isEqualTo("true");
		assertThat(convert(Kind.BOOLEAN, true, new ColumnType(Kind.BITS, 3, -1, "bit(3)"))).isEqualTo("001");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none",
			value = { "12, 12", "-12, -12", "1.0, 1", "1e3, 1000", "1.5, none", "007, none", "+1, none", "' 1', none",
					"1x, none", "'', none", "NaN, none", "0, 0", "1e9999, none",
					"9223372036854775807, 9223372036854775807" })
	void textsThatSpellANumberAreIntegers(String text, @Nullable Long number) {
		assertThat(convert(Kind.TEXT, text, Kind.INTEGER)).isEqualTo(number);
	}

	@Test
	void largeIntegersKeepAllDigits() {
		assertThat(convert(Kind.DECIMAL, new BigDecimal("18446744073709551615"), Kind.INTEGER))
			.isEqualTo(new BigInteger("18446744073709551615"));
		assertThat(convert(Kind.INTEGER, new BigInteger("18446744073709551615"), Kind.TEXT))
			.isEqualTo("18446744073709551615");
		assertThat(convert(Kind.INTEGER, Long.MIN_VALUE, Kind.DECIMAL)).isEqualTo(new BigDecimal(Long.MIN_VALUE));
	}

	@Test
	void floatsAreTheDecimalsThatTheyPrintAs() {
		assertThat(convert(Kind.FLOAT8, 0.1, Kind.DECIMAL)).isEqualTo(new BigDecimal("0.100000000000000"));
		assertThat(convert(Kind.FLOAT4, 0.1f, Kind.TEXT)).isEqualTo("0.1");
		assertThat(convert(Kind.FLOAT8, 1e22, Kind.TEXT)).isEqualTo("1E+22");
		assertThat(convert(Kind.FLOAT8, 100.0, Kind.TEXT)).isEqualTo("100");
		assertThat(convert(Kind.FLOAT8, 2e-3, Kind.TEXT)).isEqualTo("0.002");
		assertThat(convert(Kind.FLOAT8, -0.0, Kind.TEXT)).isEqualTo("-0");
		assertThat(convert(Kind.FLOAT8, Double.NaN, Kind.TEXT)).isEqualTo("NaN");
		assertThat(convert(Kind.FLOAT8, 3.0, Kind.INTEGER)).isEqualTo(3L);
		assertThat(convert(Kind.FLOAT8, 3.5, Kind.INTEGER)).isNull();
		assertThat(convert(Kind.FLOAT8, Double.NEGATIVE_INFINITY, Kind.DECIMAL)).isEqualTo("-Infinity");
		assertThat(convert(Kind.FLOAT4, 0.1f, Kind.FLOAT8)).isEqualTo((double) 0.1f);
		assertThat(convert(Kind.FLOAT8, 0.5, Kind.FLOAT4)).isEqualTo(0.5f);
		assertThat(convert(Kind.FLOAT8, 0.123456789012, Kind.FLOAT4)).isNull();
	}

	@Test
	void decimalsAreFloatsOnlyIfTheyPrintAsThese() {
		assertThat(convert(Kind.DECIMAL, new BigDecimal("0.10"), Kind.FLOAT8)).isEqualTo(0.1);
		assertThat(convert(Kind.DECIMAL, new BigDecimal("0.12345678901234567891"), Kind.FLOAT8)).isNull();
		assertThat(convert(Kind.DECIMAL, new BigDecimal("1e400"), Kind.FLOAT8)).isNull();
		assertThat(convert(Kind.DECIMAL, "NaN", Kind.FLOAT4)).isEqualTo(Float.NaN);
		assertThat(convert(Kind.TEXT, "1.25", Kind.FLOAT8)).isEqualTo(1.25);
	}

	@Test
	void aPaddedTypeTakesNoBlanksAtTheEnd() {
		assertThat(convert(Kind.TEXT, "a ", Kind.CHAR)).isNull();
		assertThat(convert(Kind.TEXT, " a", Kind.CHAR)).isEqualTo(" a");
		assertThat(convert(Kind.CHAR, "a  ", Kind.TEXT)).isEqualTo("a");
		assertThat(convert(Kind.CHAR, "12 ", Kind.INTEGER)).isEqualTo(12L);
	}

	@Test
	void bytesAreTextOnlyInUtf8() {
		assertThat(convert(Kind.BYTES, "äß😀".getBytes(StandardCharsets.UTF_8), Kind.TEXT)).isEqualTo("äß😀");
		assertThat(convert(Kind.BYTES, new byte[] { (byte) 0xff }, Kind.TEXT)).isNull();
		assertThat(convert(Kind.TEXT, "ä", Kind.BYTES)).isEqualTo(new byte[] { (byte) 0xc3, (byte) 0xa4 });
		assertThat(convert(Kind.TEXT, "\ud83d", Kind.BYTES)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "0F8FAD5B-D9CB-469F-A165-70867728950E", "0f8fad5bd9cb469fa16570867728950e",
			"{0f8fad5b-d9cb-469f-a165-70867728950e}", UUID })
	void uuidsAreReadAsPeopleSpellThem(String text) {
		assertThat(convert(Kind.TEXT, text, Kind.UUID)).isEqualTo(UUID);
		assertThat(new Conversion(Kind.TEXT, type(Kind.UUID)).origins(Kind.TEXT, UUID)).contains(text);
	}

	@Test
	void uuidsAreSixteenBytes() {
		byte[] bytes = HexFormat.of().parseHex(UUID.replace("-", ""));
		assertThat(convert(Kind.UUID, UUID, Kind.BYTES)).isEqualTo(bytes);
		assertThat(convert(Kind.BYTES, bytes, Kind.UUID)).isEqualTo(UUID);
		assertThat(convert(Kind.BYTES, Arrays.copyOf(bytes, 15), Kind.UUID)).isNull();
		assertThat(convert(Kind.TEXT, "0f8fad5b-d9cb-469f-a165-70867728950", Kind.UUID)).isNull();
		assertThat(convert(Kind.TEXT, "0f8fad5bd9cb-469f-a165-70867728950e", Kind.UUID)).isNull();
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "TIMESTAMP, 2024-05-06 00:00:00, DATE, 2024-05-06",
			"TIMESTAMP, 2024-05-06 00:00:00.5, DATE, none", "TIMESTAMP, 0044-03-15 00:00:00 BC, DATE, 0044-03-15 BC",
			"TIMESTAMP, infinity, DATE, infinity", "TIMESTAMPTZ, 2024-05-06 00:00:00+00, DATE, 2024-05-06",
			"TIMESTAMPTZ, 2024-05-06 10:00:00.25+00, TIMESTAMP, 2024-05-06 10:00:00.25",
			"TIMESTAMPTZ, 0044-03-15 01:00:00+00 BC, TIMESTAMP, 0044-03-15 01:00:00 BC",
			"TIMESTAMP, 0044-03-15 01:00:00 BC, TIMESTAMPTZ, 0044-03-15 01:00:00+00 BC",
			"DATE, 2024-05-06, TIMESTAMP, 2024-05-06 00:00:00", "DATE, 2024-05-06, TIMESTAMPTZ, 2024-05-06 00:00:00+00",
			"TEXT, 2024-05-06T10:00:00+02:00, TIMESTAMPTZ, 2024-05-06 08:00:00+00",
			"TEXT, 2024-05-06 10:00, TIMESTAMPTZ, 2024-05-06 10:00:00+00",
			"TEXT, 2024-05-06 10:00:00+02:00, TIMESTAMP, none", "TEXT, 2024-02-30 10:00:00+02:00, TIMESTAMPTZ, none",
			"TEXT, 6.5.2024, DATE, none", "TEXT, 2024-05-06, DATE, 2024-05-06", "TEXT, 10:00, TIME, 10:00:00",
			"DATE, 2024-05-06, TEXT, 2024-05-06" })
	void momentsKeepTheirMeaning(Kind from, String value, Kind to, @Nullable String expected) {
		assertThat(convert(from, value, to)).isEqualTo(expected);
	}

	@Test
	void onlyJsonIsJson() {
		assertThat(convert(Kind.TEXT, "{\"a\": [1, null]}", Kind.JSON)).isEqualTo("{\"a\": [1, null]}");
		assertThat(convert(Kind.TEXT, "1", Kind.JSON)).isEqualTo("1");
		assertThat(convert(Kind.TEXT, "{a: 1}", Kind.JSON)).isNull();
		assertThat(convert(Kind.TEXT, "{\"a\": 1, \"a\": 2}", Kind.JSON)).isNull();
		assertThat(convert(Kind.TEXT, "", Kind.JSON)).isNull();
		assertThat(convert(Kind.TEXT, "1 2", Kind.JSON)).isNull();
	}

	@Test
	void fieldsOfBitsAreAsLongAsTheirType() {
		ColumnType fixed = new ColumnType(Kind.BITS, 4, -1, "bit(4)");
		ColumnType varying = new ColumnType(Kind.BITS, 4, -1, "bit varying(4)");
		assertThat(convert(Kind.INTEGER, 5L, fixed)).isEqualTo("0101");
		assertThat(convert(Kind.INTEGER, 16L, fixed)).isNull();
		assertThat(convert(Kind.INTEGER, -1L, fixed)).isNull();
		assertThat(convert(Kind.BITS, "101", fixed)).isNull();
		assertThat(convert(Kind.BITS, "101", varying)).isEqualTo("101");
		assertThat(convert(Kind.TEXT, "12", varying)).isNull();
		assertThat(convert(Kind.BITS, "0101", Kind.INTEGER)).isEqualTo(5L);
	}

	@Test
	void anEnumTakesItsLabelsOnly() {
		ColumnType labels = new ColumnType(Kind.ENUM, 4, -1, "enum('a','it''s','2')");
		assertThat(convert(Kind.TEXT, "it's", labels)).isEqualTo("it's");
		assertThat(convert(Kind.TEXT, "1", labels)).isNull();
		assertThat(convert(Kind.ENUM, "b", labels)).isNull();
	}

	@Test
	void aValueWithATypeOfItsOwnIsConvertedByThat() {
		assertThat(convert(Kind.ANY, 1627303906122L, Kind.INTEGER)).isEqualTo(1627303906122L);
		assertThat(convert(Kind.ANY, "12", Kind.INTEGER)).isEqualTo(12L);
		assertThat(convert(Kind.ANY, 12.0, Kind.INTEGER)).isEqualTo(12L);
		assertThat(convert(Kind.ANY, 12L, Kind.TEXT)).isEqualTo("12");
		assertThat(convert(Kind.ANY, new byte[] { 1 }, Kind.INTEGER)).isNull();
		assertThat(convert(Kind.ANY, "2024-05-06 10:00:00", Kind.TIMESTAMP)).isEqualTo("2024-05-06 10:00:00");
		assertThat(convert(Kind.ANY, 0L, Kind.TIMESTAMP)).isNull();
	}

	@Test
	void someKindsHaveNothingInCommon() {
		assertThat(Conversion.possible(Kind.BYTES, Kind.INTEGER)).isFalse();
		assertThat(Conversion.possible(Kind.BOOLEAN, Kind.DATE)).isFalse();
		assertThat(Conversion.possible(Kind.TIMESTAMP, Kind.INTEGER)).isFalse();
		assertThat(Conversion.possible(Kind.INTEGER, Kind.UUID)).isFalse();
		for (Kind kind : Kind.values()) {
			assertThat(Conversion.possible(kind, kind)).isTrue();
		}
	}

	@Test
	void whatDoesNotFitHasANearestValueOrNone() {
		assertThat(nearest(Kind.DECIMAL, new BigDecimal("2.5"), Kind.INTEGER)).isEqualTo(2L);
		assertThat(nearest(Kind.FLOAT8, 3.5, Kind.INTEGER)).isEqualTo(4L);
		assertThat(nearest(Kind.DECIMAL, "NaN", Kind.INTEGER)).isNull();
		assertThat(nearest(Kind.TIMESTAMP, "2024-05-06 10:00:00", Kind.DATE)).isEqualTo("2024-05-06");
		assertThat(nearest(Kind.TIMESTAMPTZ, "0044-03-15 10:00:00+00 BC", Kind.DATE)).isEqualTo("0044-03-15 BC");
		assertThat(nearest(Kind.INTEGER, 2L, Kind.BOOLEAN)).isNull();
		assertThat(nearest(Kind.TEXT, "abc", Kind.UUID)).isNull();
	}

	private static @Nullable Object convert(Kind from, Object value, Kind to) {
		return convert(from, value, type(to));
	}

	private static @Nullable Object convert(Kind from, Object value, ColumnType to) {
		return new Conversion(from, to).of(value);
	}

	private static @Nullable Object nearest(Kind from, Object value, Kind to) {
		return new Conversion(from, type(to)).nearest(value);
	}

	private static ColumnType type(Kind kind) {
		return ColumnType.of(kind, kind.name());
	}

}
