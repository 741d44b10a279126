package dev.drover.engine.mysql;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.value.Kind;

/**
 * Which columns foreign keys join: InnoDB compares the bytes of both, so that whole
 * numbers have to be of one width and sign, decimals and moments of as many digits, and
 * texts of one character set and order. It takes some more that then find nothing.
 */
final class JoinedTypes {

	/** How wide a number is shown. */
	private static final Pattern WIDTH = Pattern.compile("(?<=int)\\(\\d+\\)");

	private JoinedTypes() {
	}

	static boolean join(Column child, Column parent) {
		ColumnType from = child.type();
		ColumnType to = parent.type();
		if (texts(from.kind()) && texts(to.kind())) {
			return Objects.equals(child.collation(), parent.collation());
		}
		String base = MysqlTypes.baseName(spelled(from));
		boolean bytes = base.equals("varbinary") || from.kind() == Kind.ENUM;
		return bytes ? base.equals(MysqlTypes.baseName(spelled(to))) : spelled(from).equals(spelled(to));
	}

	private static boolean texts(Kind kind) {
		return kind == Kind.TEXT || kind == Kind.CHAR;
	}

	private static String spelled(ColumnType type) {
		return WIDTH.matcher(type.declared().toLowerCase(Locale.ROOT)).replaceAll("");
	}

}
