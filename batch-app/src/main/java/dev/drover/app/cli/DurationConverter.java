package dev.drover.app.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Durations as plans write them: {@code 500ms 10s 1m 2h}.
 */
final class DurationConverter implements ITypeConverter<Duration> {

	private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

	@Override
	public Duration convert(String text) {
		Matcher matcher = FORM.matcher(text);
		if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
			throw new TypeConversionException("seen '" + text + "', allowed are times like 500ms, 10s or 1m");
		}
		long number = Long.parseLong(matcher.group(1));
		return switch (matcher.group(2)) {
			case "ms" -> Duration.ofMillis(number);
			case "s" -> Duration.ofSeconds(number);
			case "m" -> Duration.ofMinutes(number);
			default -> Duration.ofHours(number);
		};
	}

}
