package dev.drover.engine.catalog;

import java.util.List;

/**
 * A type made by the user.
 *
 * @param name its name
 * @param form what it is
 * @param labels an enum's labels in order; otherwise empty
 * @param createSql the statement that makes it in the same engine
 */
public record UserType(TableName name, Form form, List<String> labels, String createSql) {

	public UserType {
		labels = List.copyOf(labels);
	}

	/** Forms of user types. */
	public enum Form {

		ENUM, DOMAIN, COMPOSITE, RANGE, OTHER

	}

}
