package dev.drover.capture;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Reject;
import dev.drover.engine.ValueCodec;
import dev.drover.engine.ValueException;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.live.Watched;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.KeyValue;
import dev.drover.engine.value.Row;

/**
 * A note of a row whose key the other side can't have, as an engine allows that types
 * each value and not the column: nobody can look for such a row there.
 *
 * @param id what names the note in its queue
 * @param key the key, if it is only NULL that is wrong with it
 * @param shown the key as people read it
 * @param mark by which a reader of the table knows the row again that can't read its key
 * @param column the column at fault
 * @param reason what is wrong with it
 */
public record OddNote(String id, @Nullable Row key, String shown, String mark, String column, String reason) {

	/**
	 * Of a key that could not be read.
	 * @param row a row of the queue; its key begins with the second column
	 */
	static OddNote unreadable(String id, ResultSet row, ValueCodec codec, Watched table, ValueException why)
			throws SQLException {
		List<Column> noted = table.noted();
		List<KeyValue> values = new ArrayList<>();
		List<String> shown = new ArrayList<>();
		String column = "";
		for (int i = 0; i < noted.size(); i++) {
			if (noted.get(i).name().equals(why.column())) {
				column = table.key().get(i).name();
			}
			try {
				KeyValue value = codec.readKey(row, i + 2, noted.get(i));
				values.add(value);
				shown.add(value.text());
			}
			catch (ValueException ex) {
				shown.add("NULL");
			}
		}
		String display = String.join(", ", shown);
		String mark = (values.size() == noted.size()) ? Reject.unreadable(new KeyTuple(values))
				: Reject.unreadable() + display;
		return new OddNote(id, null, display, mark, column, why.reason());
	}

}
