package dev.drover.app.scenario;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Random values, and those at the edges, as plain text; the same seed gives the same.
 */
final class Chance {

	/** Texts that look like something else on their way. */
	static final List<String> ODD_TEXTS = List.of("", " ", "  x  ", "x ", "\\N", "\\", "\\\\.", "\\.", "NULL", "null",
			"'", "\"", "`", "a\tb", "\r\n", "a\nb", "\u0001", "\b\u001a\u007f", "😀", "👩‍👩‍👧", "e\u0301", "\u00e9",
			"\u05d0\u202eabc\u202c", "\ufeffbom", "\ufffd", "\uffff", "ßİı", "%s %n", "?", ":name", "${x}", "#{x}",
			"{fn now()}", "--", "/* x */", "$$", ";", "\u2028", "a,b", "007", "1e5", "true", "漢字", "\ud835\udcb3");

	private static final String[] SCRIPTS = { "azAZ09", " ~", "\u00a1\u024f", "\u05d0\u05ea", "\u0621\u064a",
			"\u0300\u036f", "\u4e00\u9fff", "\u0e01\u0e3a", "\u2000\u206f" };

	private final Random random;

	private final int each;

	/**
	 * Makes so many random values of each sort.
	 */
	Chance(long seed, int each) {
		this.random = new Random(seed);
		this.each = each;
	}

	int below(int bound) {
		return this.random.nextInt(bound);
	}

	private List<String> some(java.util.function.Supplier<String> one) {
		return Stream.generate(one).limit(this.each).toList();
	}

	/** Given ones and random ones. */
	static List<String> join(List<String> random, String... given) {
		List<String> all = new ArrayList<>(List.of(given));
		all.addAll(random);
		return all;
	}

	static List<String> each(List<String> values, UnaryOperator<String> literal) {
		return values.stream().map(literal).toList();
	}

	/** Both ends, their neighbours, and around zero. */
	List<String> integers(BigInteger least, BigInteger most) {
		BigInteger span = most.subtract(least).add(BigInteger.ONE);
		List<String> edges = new ArrayList<>(Stream
			.of(least, least.add(BigInteger.ONE), most.subtract(BigInteger.ONE), most, BigInteger.ZERO, BigInteger.ONE)
			.map(BigInteger::toString)
			.toList());
		if (least.signum() < 0) {
			edges.add("-1");
		}
		edges.addAll(some(() -> new BigInteger(span.bitLength() + 8, this.random).mod(span).add(least).toString()));
		return edges;
	}

	List<String> signed(int bits) {
		BigInteger half = BigInteger.ONE.shiftLeft(bits - 1);
		return integers(half.negate(), half.subtract(BigInteger.ONE));
	}

	List<String> unsigned(int bits) {
		return integers(BigInteger.ZERO, BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
	}

	/** Decimals with so many digits, of which so many stand behind the point. */
	List<String> decimals(int precision, int scale) {
		BigDecimal most = new BigDecimal(BigInteger.TEN.pow(precision).subtract(BigInteger.ONE), scale);
		BigDecimal step = BigDecimal.ONE.movePointLeft(scale);
		return join(some(() -> {
			BigInteger digits = new BigInteger(1 + below(precision * 3), this.random)
				.mod(BigInteger.TEN.pow(precision));
			return new BigDecimal(this.random.nextBoolean() ? digits : digits.negate(), scale).toPlainString();
		}), "0", step.toPlainString(), step.negate().toPlainString(), most.toPlainString(),
				most.negate().toPlainString(), "1", "-1", "5");
	}

	List<String> floats() {
		return join(some(() -> {
			float number = Float.intBitsToFloat(this.random.nextInt());
			return (Float.isFinite(number) && Math.abs(number) > Float.MIN_NORMAL) ? Float.toString(number) : "0.1";
		}), "0", "1", "-1", "0.1", "3.4028234E38", "-3.4028234E38", "1.17549435E-38", "16777217", "0.3333333");
	}

	List<String> doubles() {
		return join(some(() -> {
			double number = Double.longBitsToDouble(this.random.nextLong());
			return (Double.isFinite(number) && Math.abs(number) > Double.MIN_NORMAL) ? Double.toString(number) : "0.1";
		}), "0", "1", "-1", "0.1", "0.30000000000000004", "1.7976931348623157E308", "-1.7976931348623157E308",
				"2.2250738585072014E-308", "9007199254740993", "1E23", "123456789.125");
	}

	/** Texts of so many UTF-16 units at most; one of them has as many. */
	List<String> texts(int longest) {
		List<String> texts = new ArrayList<>(ODD_TEXTS.stream().filter((text) -> text.length() <= longest).toList());
		texts.add("x".repeat(longest));
		texts.add("\u00fc".repeat(longest));
		texts.add("\ud83d\ude00".repeat(longest / 2));
		texts.addAll(some(() -> text(1 + below(Math.max(1, longest / 2)))));
		return texts;
	}

	/** Texts of so many characters of two units each; H2 counts the units. */
	String[] wideTexts(int longest) {
		return new String[] { "\ud83d\ude00".repeat(longest), "x" + "\ud835\udcb3".repeat(longest - 1) };
	}

	String text(int length) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < length; i++) {
			String script = SCRIPTS[below(SCRIPTS.length)];
			if (below(8) == 0) {
				text.appendCodePoint(0x1f300 + below(0x300));
			}
			else {
				char from = script.charAt(0);
				text.append((char) (from + below(script.charAt(1) - from + 1)));
			}
		}
		return text.toString();
	}

	/** Bytes in hexadecimal digits, of so many bytes at most. */
	List<String> bytes(int longest) {
		StringBuilder all = new StringBuilder();
		for (int i = 0; i < Math.min(256, longest); i++) {
			all.append(HexFormat.of().toHexDigits((byte) i));
		}
		return join(some(() -> {
			byte[] bytes = new byte[below(Math.min(longest, 40) + 1)];
			this.random.nextBytes(bytes);
			return HexFormat.of().formatHex(bytes);
		}), "", "00", "0a", "5c", "5c4e", "ff", "c328", "ff".repeat(longest), all.toString());
	}

	/** Days from the year 1 to 9999. */
	List<String> dates() {
		return join(some(() -> LocalDate.ofEpochDay(LocalDate.of(1, 1, 1).toEpochDay() + below(3_652_000)).toString()),
				"0001-01-01", "0099-12-31", "1000-01-01", "1582-10-10", "1900-02-28", "1969-12-31", "1970-01-01",
				"2000-02-29", "2024-02-29", "9999-12-31");
	}

	/** Times of a day with so many digits of a second at most. */
	List<String> times(int digits) {
		String most = (digits == 0) ? "" : "." + "9".repeat(digits);
		String least = (digits == 0) ? "" : "." + "0".repeat(digits - 1) + "1";
		return join(some(() -> time(digits)), "00:00:00", "00:00:00" + least, "12:00:00", "23:59:59",
				"23:59:59" + most);
	}

	private String time(int digits) {
		String pattern = "HH:mm:ss" + ((digits == 0) ? "" : "." + "S".repeat(1 + below(digits)));
		return LocalTime.ofNanoOfDay(Math.floorMod(this.random.nextLong(), 86_400_000_000_000L))
			.format(DateTimeFormatter.ofPattern(pattern));
	}

	/** Moments from the year 1 to 9999. */
	List<String> moments(int digits) {
		String most = (digits == 0) ? "" : "." + "9".repeat(digits);
		List<String> days = dates();
		return join(some(() -> days.get(below(days.size())) + " " + time(digits)), "0001-01-01 00:00:00",
				"1582-10-10 12:00:00", "1969-12-31 23:59:59" + most, "1970-01-01 00:00:00", "2016-12-31 23:59:59",
				"2024-03-31 02:30:00", "2024-10-27 02:30:00", "2024-10-27 01:30:00", "2024-03-10 02:30:00",
				"9999-12-31 23:59:59" + most);
	}

	/** Moments that four bytes of seconds hold. */
	List<String> recentMoments(int digits) {
		return join(
				some(() -> LocalDateTime.of(1970, 1, 1, 0, 0, 1)
					.plusSeconds(below(Integer.MAX_VALUE))
					.format(DateTimeFormatter.ofPattern("uuuu-MM-dd ")) + time(digits)),
				"1970-01-01 00:00:01", "2024-03-31 02:30:00", "2024-10-27 02:30:00", "2016-12-31 23:59:59",
				"2038-01-19 03:14:07" + ((digits == 0) ? "" : "." + "9".repeat(digits)));
	}

	List<String> offsets(List<String> moments) {
		String[] offsets = { "+00", "+00:00", "-00:01", "+05:30", "+14:00", "-12:00" };
		return moments.stream()
			.map((moment) -> moment
					+ (moment.startsWith("0001") || moment.startsWith("9999") ? "+00" : offsets[below(offsets.length)]))
			.toList();
	}

	List<String> uuids() {
		return join(
				some(() -> new UUID(this.random.nextLong() & 0xffff_ffff_ffff_0fffL | 0x4000,
						this.random.nextLong() & 0x3fff_ffff_ffff_ffffL | Long.MIN_VALUE)
					.toString()),
				"00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff");
	}

	/** Digits 0 and 1, exactly so many. */
	List<String> bits(int length) {
		return join(some(() -> bits().apply(length)), "0".repeat(length), "1".repeat(length),
				"0".repeat(length - 1) + "1", "1" + "0".repeat(length - 1));
	}

	private java.util.function.IntFunction<String> bits() {
		return (length) -> new BigInteger(length, this.random).setBit(length).toString(2).substring(1);
	}

	/** Documents that every engine holds. */
	List<String> documents() {
		return join(some(() -> document(3)), "null", "true", "0", "-1", "\"\"", "[]", "{}", "\"a\"",
				"{\"b\": 1, \"a\": [1.5, null, {\"c\": \"\\u00fc\"}]}", "\"\\ud83d\\ude00\"", "\"😀 \u202e\"",
				"{\"\": {\"'\": \"\\\\\", \"$.x\": \"\\\"\"}}", "[[[[[[[[[[1]]]]]]]]]]", "0.1", "2.5",
				"9007199254740993", "-9223372036854775808", "\"\\t\\n\\r\\b\\f\\/\"",
				"{\"aa\": 1, \"b\": 2, \"ab\": 3}");
	}

	private String document(int depth) {
		return switch (below((depth == 0) ? 4 : 6)) {
			case 0 -> Integer.toString(this.random.nextInt());
			case 1 -> quoted(text(1 + below(8)));
			case 2 -> below(2) == 0 ? "true" : "null";
			case 3 -> below(1000) + "." + (1 + below(9));
			case 4 -> "[" + document(depth - 1) + ", " + document(depth - 1) + "]";
			default -> "{" + quoted("k" + text(3)) + ": " + document(depth - 1) + ", " + quoted("l" + text(3)) + ":"
					+ document(depth - 1) + "}";
		};
	}

	private static String quoted(String text) {
		return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}

	static String hex(String text) {
		return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
	}

	/** In single quotes. */
	static String quote(String text) {
		return "'" + text.replace("'", "''") + "'";
	}

}
