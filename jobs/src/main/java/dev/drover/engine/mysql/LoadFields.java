package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.fields.FieldWriter;
import dev.drover.engine.value.Digest;

/**
 * Writes fields by LOAD DATA LOCAL, one for each flush. A warning refuses all of its
 * rows.
 */
final class LoadFields implements FieldWriter {

	private final List<FieldForm> forms;

	private final LoadStatement statement;

	private final LoadBuffer buffer = new LoadBuffer();

	private long rows;

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
	public void field(int column, byte @Nullable [] field) throws SQLException {
		if (column > 0) {
			this.buffer.endOfField();
		}
		if (field == null) {
			this.buffer.nothing();
		}
		else {
			this.forms.get(column).write(field, this.buffer);
		}
	}

	@Override
	public void endOfRow() {
		this.buffer.endOfRow();
		this.rows++;
	}

	@Override
	public Written flush() throws SQLException {
		long written = this.rows;
		if (written == 0) {
			return new Written(0, Digest.EMPTY);
		}
		Digest digest = this.buffer.digest();
		boolean loaded = this.statement.loads(this.buffer.stream(), written);
		this.rows = 0;
		this.buffer.cutTo(0);
		if (!loaded) {
			throw new SQLDataException("the server warns of some of " + written + " rows", "22000");
		}
		return new Written(written, digest);
	}

	@Override
	public void close() {
		// nothing is open between two flushes
	}

}
