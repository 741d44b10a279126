package dev.drover.engine.catalog;

import java.util.List;

/**
 * A type made by the user.
 *
 * @param name its name
 * @param form what it is
 * @param labels an enum's labels in order; otherwise empty
 * @param createSql the statement that makes it in the same engine
 * @param users the only tables that need it; empty = it is wanted whatever the tables
 */
public record UserType(TableName name, Form form, List<String> labels, String createSql, List<TableName> users) {

	public UserType {
		labels = List.copyOf(labels);
		users = List.copyOf(users);
	}

	/** Forms of user types. */
	public enum Form {

		ENUM, DOMAIN, COMPOSITE, RANGE, OTHER

	}

}
