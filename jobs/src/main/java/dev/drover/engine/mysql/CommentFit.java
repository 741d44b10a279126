package dev.drover.engine.mysql;

import java.util.List;

import dev.drover.engine.catalog.Column;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;

/**
 * Comments as long as the server takes them.
 */
final class CommentFit {

	private static final int LONGEST_OF_TABLE = 2048;

	private static final int LONGEST_OF_COLUMN = 1024;

	private final String table;

	private final List<Finding> findings;

	CommentFit(String table, List<Finding> findings) {
		this.table = table;
		this.findings = findings;
	}

	String of(String comment) {
		return cut(this.table, comment, LONGEST_OF_TABLE);
	}

	List<Column> of(List<Column> columns) {
		return columns.stream()
			.map((column) -> column
				.withComment(cut(this.table + "." + column.name(), column.comment(), LONGEST_OF_COLUMN)))
			.toList();
	}

	private String cut(String object, String comment, int longest) {
		int characters = comment.codePointCount(0, comment.length());
		if (characters <= longest) {
			return comment;
		}
		this.findings.add(new Finding(ErrorCode.SCHEMA_007, Finding.Level.INFO, object,
				"the comment has " + characters + " characters and is cut to " + longest, "nothing"));
		return comment.substring(0, comment.offsetByCodePoints(0, longest));
	}

}
