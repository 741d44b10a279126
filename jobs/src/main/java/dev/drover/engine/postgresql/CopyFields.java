package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Dialect;
import dev.drover.engine.Field;
import dev.drover.engine.FieldRows;
import dev.drover.engine.FieldWriter;
import dev.drover.engine.catalog.TableName;

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
		return new CopyFields(forms, CopyBlocks.into(dialect, connection, table, columns, ""));
	}

	@Override
	public Written write(FieldRows rows) throws SQLException {
		while (rows.next()) {
			this.blocks.begin();
			for (int i = 0; i < this.forms.size(); i++) {
				if (i > 0) {
					this.blocks.put('\t');
				}
				Field field = rows.field(i);
				if (field == null) {
					this.blocks.put('\\');
					this.blocks.put('N');
				}
				else {
					this.forms.get(i).write(field, this.blocks);
				}
			}
			this.blocks.put('\n');
		}
		return this.blocks.end();
	}

	@Override
	public void close() throws SQLException {
		this.blocks.close();
	}

}
