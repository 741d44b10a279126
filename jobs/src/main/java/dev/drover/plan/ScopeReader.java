package dev.drover.plan;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads {@code scope}: which tables, and whose rows.
 */
final class ScopeReader {

	private ScopeReader() {
	}

	static Scope read(Section plan) {
		Section scope = plan.section("scope", "tables", "tenant");
		Section tables = scope.section("tables", "include", "exclude");
		return new Scope(tables.read("include", List.of("*"), ScopeReader::include),
				tables.read("exclude", List.of(), ScopeReader::patterns),
				scope.optional("tenant", ScopeReader::tenant));
	}

	private static @Nullable List<String> include(Value value) {
		List<String> patterns = patterns(value);
		return (patterns != null && patterns.isEmpty())
				? value.mistake("at least one pattern is wanted, seen an empty list", "'*' stands for all tables")
				: patterns;
	}

	private static @Nullable List<String> patterns(Value value) {
		List<Value> items = value.items();
		if (items == null) {
			return null;
		}
		List<String> patterns = new ArrayList<>();
		for (Value item : items) {
			String pattern = item.filledText();
			patterns.add((pattern != null) ? pattern : "");
		}
		return patterns;
	}

	private static Scope.Tenant tenant(Value value) {
		Section tenant = value.section("column", "value");
		return new Scope.Tenant(tenant.required("column", "", Value::filledText),
				tenant.required("value", "", Value::looseText));
	}

}
