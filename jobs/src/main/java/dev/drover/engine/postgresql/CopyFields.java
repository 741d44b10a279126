package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.fields.FieldWriter;

/**
 * Writes fields by COPY in its text format; each flush ends one.
 */
final class CopyFields implements FieldWriter {

	private final List<FieldForm> forms;

	private final CopyBlocks blocks;

	private CopyFields(List<FieldForm> forms, CopyBlocks blocks) {
		this.forms = forms;
		this.blocks = blocks;
	}

	/** A writer, or {@code null} if fields of some column have to be read on the way. */
	static @Nullable CopyFields of(Dialect dialect, Connection connection, TableName table, List<ColumnBinding> source,
			List<ColumnBinding> columns) throws SQLException {
		List<FieldForm> forms = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			FieldForm form = FieldForm.of(source.get(i), columns.get(i));
			if (form == null) {
				return null;
			}
			forms.add(form);
		}
		return new CopyFields(forms,
				new CopyBlocks(connection,
						"COPY " + dialect.quote(table) + " ("
								+ dialect.quoteAll(columns.stream().map((column) -> column.column().name()).toList())
								+ ") FROM STDIN"));
	}

	@Override
	public void field(int column, byte @Nullable [] field) throws SQLException {
		this.blocks.begin();
		if (column > 0) {
			this.blocks.put('\t');
		}
		if (field == null) {
			this.blocks.put('\\');
			this.blocks.put('N');
		}
		else {
			this.forms.get(column).write(field, this.blocks);
		}
	}

	@Override
	public void endOfRow() throws SQLException {
		this.blocks.put('\n');
	}

	@Override
	public Written flush() throws SQLException {
		return this.blocks.end();
	}

	@Override
	public void close() throws SQLException {
		this.blocks.close();
	}

}
