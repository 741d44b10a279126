package dev.drover.plan;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.drover.plan.Mapping.ColumnWish;
import dev.drover.plan.Mapping.Decode;
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
		Section mapping = plan.section("mapping", "names", "types", "values", "columns");
		return new Mapping(mapping.read("names", Names.NATIVE, (value) -> value.choice(Names.class)),
				mapping.read("types", Map.of(), MappingReader::types), values(mapping),
				mapping.read("columns", Map.of(), MappingReader::columns));
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

	private static @Nullable Map<String, ColumnWish> columns(Value value) {
		List<Entry> entries = (value.seen() == Seen.NOTHING) ? List.of() : value.entries();
		if (entries == null) {
			return null;
		}
		Map<String, ColumnWish> columns = new LinkedHashMap<>();
		for (Entry entry : entries) {
			String column = entry.key().toLowerCase(Locale.ROOT).strip();
			if (!column.contains(".")) {
				entry.value().mistake("a column is written as table.column", "types are for mapping.types");
			}
			else if (columns.putIfAbsent(column, wish(entry.value())) != null) {
				entry.value().mistake("a column of this name stands here already", null);
			}
		}
		return columns;
	}

	/** A type alone, or all that may be wanted. */
	private static ColumnWish wish(Value value) {
		if (value.seen() != Seen.MAPPING) {
			return new ColumnWish(value.filledText(), Map.of(), null);
		}
		Section wish = value.section("type", "values", "decode");
		Map<ValueHazard, ValuePolicy> policies = new EnumMap<>(ValueHazard.class);
		Section values = wish.section("values", hazardNames());
		for (ValueHazard hazard : ValueHazard.values()) {
			ValuePolicy policy = values.optional(Value.nameOf(hazard), (written) -> written.choice(ValuePolicy.class));
			if (policy != null) {
				policies.put(hazard, policy);
			}
		}
		return new ColumnWish(wish.optional("type", Value::filledText), policies,
				wish.optional("decode", (written) -> written.choice(Decode.class)));
	}

	private static String[] hazardNames() {
		return Arrays.stream(ValueHazard.values()).map(Value::nameOf).toArray(String[]::new);
	}

	private static Map<ValueHazard, ValuePolicy> values(Section mapping) {
		ValueHazard[] hazards = ValueHazard.values();
		Section values = mapping.section("values", hazardNames());
		Map<ValueHazard, ValuePolicy> policies = new EnumMap<>(ValueHazard.class);
		for (ValueHazard hazard : hazards) {
			ValuePolicy usual = (hazard == ValueHazard.ZERO_DATE) ? ValuePolicy.NULL : ValuePolicy.ERROR;
			policies.put(hazard, values.read(Value.nameOf(hazard), usual, (value) -> value.choice(ValuePolicy.class)));
		}
		return policies;
	}

}
