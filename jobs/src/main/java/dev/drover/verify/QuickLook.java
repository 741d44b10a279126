package dev.drover.verify;

import java.sql.Connection;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Engine;
import dev.drover.engine.FieldCursor;
import dev.drover.engine.ServerDigest;
import dev.drover.engine.TableRead;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.value.Digest;
import dev.drover.engine.value.KeyRange;
import dev.drover.schema.TableMapping;

/**
 * Says of most equal tables that they are equal, without making values of what is in
 * them: by digests of the servers themselves, or of fields as they come. It never says
 * that tables differ; that is left to those who can name the rows.
 */
final class QuickLook {

	private final TableMapping mapping;

	private final VerifyListener listener;

	private final LargeValues largeValues;

	private final Side source;

	private final Side target;

	QuickLook(TableMapping mapping, VerifyListener listener, Engine source, Connection from, Engine target,
			Connection to, LargeValues largeValues) {
		this.largeValues = largeValues;
		this.mapping = mapping;
		this.listener = listener;
		this.source = new Side(source, from, mapping.source().name(), mapping.sourceColumns(),
				mapping.source().rowKey());
		this.target = new Side(target, to, mapping.target().name(), mapping.targetColumns(), mapping.target().rowKey());
	}

	/** The number of rows if both sides are equal; empty if that is not known. */
	OptionalLong equalRows() throws SQLException {
		if (this.mapping.columns().isEmpty()) {
			return OptionalLong.empty();
		}
		ServerDigest there = this.source.inServer();
		ServerDigest here = (there == null) ? null : this.target.inServer();
		if (there != null && here != null && there.form().equals(here.form())) {
			AtOnce<ServerDigest.Sum> sums = AtOnce.read(this.mapping.name(), () -> sum(there, true),
					() -> sum(here, false));
			return sums.source().equals(sums.target()) ? OptionalLong.of(sums.source().rows()) : OptionalLong.empty();
		}
		FieldDigester ofSource = this.source.inFields();
		FieldDigester ofTarget = (ofSource == null) ? null : this.target.inFields();
		if (ofSource == null || ofTarget == null) {
			return OptionalLong.empty();
		}
		AtOnce.Reading<Sum> atSource = () -> sum(this.source, ofSource, true);
		AtOnce.Reading<Sum> atTarget = () -> sum(this.target, ofTarget, false);
		try {
			AtOnce<Sum> sums = this.largeValues.there() ? AtOnce.inTurn(atSource, atTarget)
					: AtOnce.read(this.mapping.name(), atSource, atTarget);
			return sums.source().equals(sums.target()) ? OptionalLong.of(sums.source().rows()) : OptionalLong.empty();
		}
		catch (SQLDataException ex) {
			// a value of which no field can be made has to be read
			return OptionalLong.empty();
		}
	}

	private ServerDigest.Sum sum(ServerDigest parts, boolean counted) throws SQLException {
		ServerDigest.Sum sum = ServerDigest.Sum.NOTHING;
		for (ServerDigest.Sum part = parts.next(); part != null; part = parts.next()) {
			sum = sum.plus(part);
			if (counted && part.rows() > 0) {
				this.listener.read(this.mapping.name(), part.rows());
			}
			if (this.listener.stopRequested()) {
				throw new StoppedException();
			}
		}
		return sum;
	}

	private Sum sum(Side side, FieldDigester digester, boolean counted) throws SQLException {
		Pulse pulse = new Pulse(this.listener, this.mapping.name(), counted);
		Digest digest = Digest.EMPTY;
		long rows = 0;
		try (FieldCursor cursor = side.fields()) {
			while (cursor.next()) {
				digest = digest.plus(digester.digest(cursor));
				rows++;
				pulse.row();
			}
		}
		pulse.send();
		return new Sum(rows, digest);
	}

	private record Sum(long rows, Digest digest) {

	}

	private record Side(Engine engine, Connection connection, TableName table, List<ColumnBinding> columns,
			List<Column> key) {

		@Nullable ServerDigest inServer() throws SQLException {
			return this.engine.serverDigest(this.connection, this.table, this.columns);
		}

		@Nullable FieldDigester inFields() throws SQLException {
			return this.engine.givesFields(this.connection) ? FieldDigester.of(this.columns) : null;
		}

		FieldCursor fields() throws SQLException {
			return this.engine.fields(this.connection, new TableRead(this.table, this.columns,
					this.engine.keyForLargeValues(this.connection, this.table, this.columns, this.key), KeyRange.ALL));
		}

	}

}
