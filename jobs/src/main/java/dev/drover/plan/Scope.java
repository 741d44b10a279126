package dev.drover.plan;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which tables take part. A pattern is a table name in which {@code *} stands for any
 * characters and {@code ?} for one; tables outside the default schema are called
 * {@code schema.table}. Names are compared without regard to case.
 *
 * @param include patterns, at least one must match
 * @param exclude patterns, none may match
 * @param tenant only one tenant's rows, or {@code null} for all rows
 */
public record Scope(List<String> include, List<String> exclude, @Nullable Tenant tenant) {

	public Scope {
		include = List.copyOf(include);
		exclude = List.copyOf(exclude);
	}

	/**
	 * One tenant.
	 *
	 * @param column the tenant column
	 * @param value its value
	 */
	public record Tenant(String column, String value) {

	}

}
