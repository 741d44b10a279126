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
 * Writes fields by COPY in its binary format; each flush ends one.
 */
final class CopyBinaryFields implements FieldWriter {

	private final List<BinaryForm> forms;

	private final CopyBlocks blocks;

	private CopyBinaryFields(List<BinaryForm> forms, CopyBlocks blocks) {
		this.forms = forms;
		this.blocks = blocks;
	}

	/** A writer, or {@code null} if the binary form of some column is not known. */
	static @Nullable CopyBinaryFields of(Dialect dialect, Connection connection, TableName table,
			List<ColumnBinding> source, List<ColumnBinding> columns) throws SQLException {
		List<BinaryForm> forms = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			BinaryForm form = BinaryForm.of(source.get(i), columns.get(i));
			if (form == null) {
				return null;
			}
			forms.add(form);
		}
		return new CopyBinaryFields(forms, CopyBlocks.into(dialect, connection, table, columns, " (FORMAT binary)"));
	}

	@Override
	public Written write(FieldRows rows) throws SQLException {
		while (rows.next()) {
			if (this.blocks.begin()) {
				this.blocks.put(BinaryRows.header(), 0, BinaryRows.HEADER);
			}
			this.blocks.number(this.forms.size(), Short.BYTES);
			for (int i = 0; i < this.forms.size(); i++) {
				Field field = rows.field(i);
				if (field == null) {
					this.blocks.number(-1, Integer.BYTES);
				}
				else {
					this.forms.get(i).write(field, this.blocks);
				}
			}
		}
		if (this.blocks.begun()) {
			this.blocks.number(-1, Short.BYTES);
		}
		return this.blocks.end();
	}

	@Override
	public void close() throws SQLException {
		this.blocks.close();
	}

}
