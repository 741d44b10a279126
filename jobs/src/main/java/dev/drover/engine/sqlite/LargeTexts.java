package dev.drover.engine.sqlite;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.jdbc.SqlText;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.value.LongText;
import dev.drover.engine.value.Utf8;

/**
 * Large texts are asked for as bytes behind a mark: as texts, the driver would make three
 * copies of them. The mark is drawn anew by each process, so that no blob begins with it.
 */
final class LargeTexts {

	private static final String MARK = UUID.randomUUID().toString();

	private static final byte[] MARK_BYTES = MARK.getBytes(StandardCharsets.US_ASCII);

	private LargeTexts() {
	}

	/** The column, with large texts as marked bytes in files whose texts are UTF-8. */
	static String marked(String quotedColumn) {
		return "CASE WHEN octet_length(" + quotedColumn + ") >= " + LongText.SMALLEST + " AND typeof(" + quotedColumn
				+ ") = 'text' AND CAST('a' AS BLOB) = x'61' THEN CAST(" + SqlText.literal(MARK) + " || " + quotedColumn
				+ " AS BLOB) ELSE " + quotedColumn + " END";
	}

	/** The text of marked bytes, or {@code null} if they are not marked. */
	static @Nullable Object of(byte[] bytes) {
		int mark = MARK_BYTES.length;
		if (bytes.length < LongText.SMALLEST || !Arrays.equals(bytes, 0, mark, MARK_BYTES, 0, mark)) {
			return null;
		}
		LongText text = LongText.of(bytes, mark, bytes.length);
		return (text == null) ? Utf8.decode(bytes, mark, bytes.length - mark) : text;
	}

	/** Whether bytes that are cast to a text are taken as UTF-8. */
	static boolean areUtf8(Connection connection) throws SQLException {
		return Statements.strings(connection, "PRAGMA encoding").contains("UTF-8");
	}

}
