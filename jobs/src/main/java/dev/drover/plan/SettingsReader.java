package dev.drover.plan;

import java.time.Duration;

/**
 * Reads the sections that hold nothing but settings with defaults.
 */
final class SettingsReader {

	private static final long LEAST_CHUNK_BYTES = 64L << 10;

	private SettingsReader() {
	}

	static DataTransfer data(Section plan) {
		Section data = plan.section("data", "type", "replace", "without_key");
		return new DataTransfer(
				data.read("type", DataTransfer.Type.SCAN, (value) -> value.choice(DataTransfer.Type.class)),
				data.read("replace", DataTransfer.Replace.REFUSE, (value) -> value.choice(DataTransfer.Replace.class)),
				data.read("without_key", DataTransfer.WithoutKey.REFUSE,
						(value) -> value.choice(DataTransfer.WithoutKey.class)));
	}

	static CopySettings copy(Section plan) {
		Section copy = plan.section("copy", "parallelism", "chunk_rows", "chunk_bytes");
		return new CopySettings(copy.read("parallelism", 2, (value) -> value.integer(1)),
				copy.read("chunk_rows", 50_000, (value) -> value.integer(1)),
				copy.read("chunk_bytes", 8L << 20, (value) -> value.bytes(LEAST_CHUNK_BYTES)));
	}

	static VerifySettings verify(Section plan) {
		Section verify = plan.section("verify", "level", "sample_percentage", "repair");
		return new VerifySettings(
				verify.read("level", VerifySettings.Level.HASH, (value) -> value.choice(VerifySettings.Level.class)),
				verify.read("sample_percentage", 100.0, Value::percentage), verify.read("repair", false, Value::flag));
	}

	/** What is built up beside the old one is held ready until the operator's word. */
	static CutoverSettings cutover(Section plan, Strategy strategy) {
		Section cutover = plan.section("cutover", "gate", "timeout", "max_lag", "reverse");
		CutoverSettings.Gate usual = (strategy.type() == Strategy.Type.BLUE_GREEN) ? CutoverSettings.Gate.MANUAL
				: CutoverSettings.USUAL.gate();
		return new CutoverSettings(cutover.read("gate", usual, (value) -> value.choice(CutoverSettings.Gate.class)),
				cutover.read("timeout", CutoverSettings.USUAL.timeout(), Value::duration),
				cutover.read("max_lag", CutoverSettings.USUAL.maxLag(), (value) -> value.whole(0, Long.MAX_VALUE)),
				cutover.read("reverse", CutoverSettings.USUAL.reverse(), Value::flag));
	}

	static Limits limits(Section plan) {
		Section limits = plan.section("limits", "max_errors", "max_validation_failures", "max_sync_lag", "max_time");
		return new Limits(
				limits.read("max_errors", Limits.USUAL.maxErrors(), (value) -> value.whole(0, Long.MAX_VALUE)),
				limits.read("max_validation_failures", Limits.USUAL.maxValidationFailures(),
						(value) -> value.whole(0, Long.MAX_VALUE)),
				limits.read("max_sync_lag", Limits.USUAL.maxSyncLag(), Value::duration),
				limits.read("max_time", Limits.USUAL.maxTime(), Value::duration));
	}

	static ThrottleSettings throttle(Section plan) {
		Section throttle = plan.section("throttle", "rows_per_second", "mb_per_second", "max_source_load");
		return new ThrottleSettings(throttle.optional("rows_per_second", (value) -> value.whole(1, Integer.MAX_VALUE)),
				throttle.optional("mb_per_second", Value::positive),
				throttle.optional("max_source_load", (value) -> value.whole(0, Integer.MAX_VALUE)));
	}

}
