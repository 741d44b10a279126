package dev.drover.plan;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.drover.plan.Mapping.Names;
import dev.drover.plan.Mapping.ValueHazard;
import dev.drover.plan.Mapping.ValuePolicy;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code mapping}: names, types and values.
 */
final class MappingReader {

	private MappingReader() {
	}

	static Mapping read(Section plan) {
		Section mapping = plan.section("mapping", "names", "types", "values");
		return new Mapping(mapping.read("names", Names.NATIVE, (value) -> value.choice(Names.class)),
				mapping.read("types", Map.of(), MappingReader::types), values(mapping));
	}

	private static @Nullable Map<String, String> types(Value value) {
		List<Entry> entries = (value.seen() == Seen.NOTHING) ? List.of() : value.entries();
		if (entries == null) {
			return null;
		}
		Map<String, String> types = new LinkedHashMap<>();
		for (Entry entry : entries) {
			String type = entry.value().filledText();
			String declared = entry.key().toLowerCase(Locale.ROOT).strip();
			if (types.putIfAbsent(declared, (type != null) ? type : "") != null) {
				entry.value().mistake("a type of this name has an override already", null);
			}
		}
		return types;
	}

	private static Map<ValueHazard, ValuePolicy> values(Section mapping) {
		ValueHazard[] hazards = ValueHazard.values();
		Section values = mapping.section("values", Arrays.stream(hazards).map(Value::nameOf).toArray(String[]::new));
		Map<ValueHazard, ValuePolicy> policies = new EnumMap<>(ValueHazard.class);
		for (ValueHazard hazard : hazards) {
			ValuePolicy usual = (hazard == ValueHazard.ZERO_DATE) ? ValuePolicy.NULL : ValuePolicy.ERROR;
			policies.put(hazard, values.read(Value.nameOf(hazard), usual, (value) -> value.choice(ValuePolicy.class)));
		}
		return policies;
	}

}
