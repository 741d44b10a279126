package dev.drover.engine.h2;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import dev.drover.engine.Dialect;
import dev.drover.engine.EngineKind;
import dev.drover.engine.SourceMoment;
import dev.drover.engine.TypeChoice;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.jdbc.CastingCodec;
import dev.drover.engine.jdbc.DatabaseFile;
import dev.drover.engine.jdbc.HeldConnections;
import dev.drover.engine.jdbc.JdbcEngine;
import dev.drover.engine.jdbc.LaterKeysDdl;
import dev.drover.engine.jdbc.Statements;
import dev.drover.plan.Endpoint;

/**
 * H2, embedded or as a server.
 */
public final class H2Engine extends JdbcEngine {

	/** Rows are streamed from the table instead of being collected first. */
	private static final List<String> SESSION = List.of("SET TIME ZONE 'UTC'", "SET LAZY_QUERY_EXECUTION 1");

	public H2Engine() {
		this(new H2Dialect());
	}

	private H2Engine(Dialect dialect) {
		super(EngineKind.H2, "jdbc:h2:", dialect, new CastingCodec("CHARACTER VARYING"), new LaterKeysDdl(dialect) {
			@Override
			protected String randomUuid() {
				return "RANDOM_UUID()";
			}
		});
	}

	@Override
	public Connection connect(Endpoint endpoint) {
		return open(endpoint, new Properties(), SESSION);
	}

	@Override
	public boolean exists(Endpoint endpoint) {
		String path = endpoint.url().substring("jdbc:h2:".length()).replaceFirst(";.*", "");
		if (path.matches("(mem|tcp|ssl|zip|nio|nioMapped|async|split):.*")) {
			return true;
		}
		path = path.replaceFirst("^file:", "").replaceFirst("^~", System.getProperty("user.home"));
		return DatabaseFile.exists(Path.of(path + ".mv.db"), endpoint.name());
	}

	@Override
	public SourceMoment openMoment(Endpoint endpoint, int connections) throws SQLException {
		List<Connection> readers = new ArrayList<>();
		for (int i = 0; i < connections; i++) {
			Connection reader = connect(endpoint);
			readers.add(reader);
			reader.setReadOnly(true);
		}
		// H2 can't begin several transactions at one moment; its source has to be quiet
		return new HeldConnections(readers, false);
	}

	@Override
	public Catalog readCatalog(Connection connection) throws SQLException {
		return new H2Catalog(connection).read();
	}

	@Override
	public TypeChoice typeFor(ColumnType source, EngineKind sourceEngine) {
		return H2Types.typeFor(source, sourceEngine);
	}

	@Override
	public void makeDurable(Connection connection) throws SQLException {
		// H2 writes commits with a delay; without this a kill could forget a finished
		// chunk
		Statements.execute(connection, "CHECKPOINT SYNC");
	}

}
