package dev.drover.engine.catalog;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A type made by the user.
 *
 * @param name its name
 * @param form what it is
 * @param labels an enum's labels in order; otherwise empty
 * @param createSql the statement that makes it in the same engine
 * @param users the only tables that need it; empty = it is wanted whatever the tables
 * @param promise what a domain promises of its columns; {@link Promise#NONE} for others
 */
public record UserType(TableName name, Form form, List<String> labels, String createSql, List<TableName> users,
		Promise promise) {

	public UserType {
		labels = List.copyOf(labels);
		users = List.copyOf(users);
	}

	/** A type that is no domain. */
	public UserType(TableName name, Form form, List<String> labels, String createSql, List<TableName> users) {
		this(name, form, labels, createSql, users, Promise.NONE);
	}

	/**
	 * What a domain promises of its columns, with what the domains do that it is made of.
	 *
	 * @param checks its checks, which call the column {@code VALUE}
	 * @param notNull whether it takes no NULL
	 * @param defaultValue the default of columns that have none, or {@code null}
	 */
	public record Promise(List<CheckConstraint> checks, boolean notNull, @Nullable DefaultValue defaultValue) {

		/** No promise. */
		public static final Promise NONE = new Promise(List.of(), false, null);

		public Promise {
			checks = List.copyOf(checks);
		}

		/** Both promises; this one's default counts first. */
		public Promise and(Promise other) {
			List<CheckConstraint> both = new ArrayList<>(this.checks);
			both.addAll(other.checks);
			return new Promise(both, this.notNull || other.notNull,
					(this.defaultValue != null) ? this.defaultValue : other.defaultValue);
		}

	}

	/** Forms of user types. */
	public enum Form {

		ENUM, DOMAIN, COMPOSITE, RANGE, OTHER

	}

}
