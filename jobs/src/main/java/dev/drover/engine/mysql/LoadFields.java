package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Dialect;
import dev.drover.engine.FieldRows;
import dev.drover.engine.FieldWriter;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.value.Digest;

/**
 * Writes fields by LOAD DATA LOCAL, which takes them out of the source as it goes. A
 * warning refuses all of its rows.
 */
final class LoadFields implements FieldWriter {

	private final List<FieldForm> forms;

	private final LoadStatement statement;

	private LoadFields(List<FieldForm> forms, LoadStatement statement) {
		this.forms = forms;
		this.statement = statement;
	}

	/** A writer, or {@code null} if fields of some column have to be read on the way. */
	static @Nullable LoadFields of(Dialect dialect, Connection connection, TableName table, List<ColumnBinding> source,
			List<ColumnBinding> columns) {
		List<FieldForm> forms = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			FieldForm form = FieldForm.of(source.get(i), columns.get(i));
			if (form == null) {
				return null;
			}
			forms.add(form);
		}
		return new LoadFields(forms, new LoadStatement(dialect, connection, table, columns));
	}

	@Override
	public Written write(FieldRows rows) throws SQLException {
		if (!rows.next()) {
			return new Written(0, Digest.EMPTY);
		}
		LoadStream stream = new LoadStream(this.forms, rows);
		boolean warned;
		try {
			warned = !this.statement.loads(stream, stream::rows);
		}
		catch (SQLException ex) {
			throw stream.causeOf(ex);
		}
		stream.requireWhole();
		if (warned) {
			throw new SQLDataException("the server warns of some of " + stream.rows() + " rows", "22000");
		}
		return new Written(stream.rows(), stream.digest());
	}

	@Override
	public void close() {
		// nothing is open between two flushes
	}

}
