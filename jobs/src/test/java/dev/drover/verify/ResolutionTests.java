package dev.drover.verify;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.engine.Engine;
import dev.drover.engine.Engines;
import dev.drover.engine.jdbc.Statements;
import dev.drover.plan.Endpoint;
import dev.drover.plan.PlanReader;
import dev.drover.schema.TableMapping;
import dev.drover.schema.Translation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What differs is found by look-ups as it is in memory.
 */
class ResolutionTests {

	private final Engine engine = Engines.forUrl("jdbc:sqlite:");

	private final List<String> found = new ArrayList<>();

	@TempDir
	Path directory;

	private Connection open(String name, String... statements) throws SQLException {
		Connection connection = this.engine
			.connect(new Endpoint(name, "jdbc:sqlite:" + this.directory.resolve(name), null, null));
		for (String sql : statements) {
			Statements.execute(connection, sql);
		}
		return connection;
	}

	private static List<BitSet> groups() {
		BitSet lower = new BitSet();
		lower.set(0, Buckets.COUNT / 2);
		BitSet upper = new BitSet();
		upper.set(Buckets.COUNT / 2, Buckets.COUNT);
		return List.of(lower, upper);
	}

	@Test
	void rowsThatATargetWithoutTheKeyHoldsTwiceAreExtra() throws SQLException {
		String rows = "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd')";
		try (Connection from = open("source", "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)", rows);
				Connection to = open("target", "CREATE TABLE t (id INTEGER, v TEXT)", rows,
						"INSERT INTO t VALUES (2, 'b'), (3, 'other'), (3, 'c'), (5, 'e'), (5, 'e')",
						"DELETE FROM t WHERE id = 4")) {
			TableMapping mapping = new Translation(this.engine, this.engine,
					new PlanReader(Map.of()).read("{id: t, source: {url: 'jdbc:sqlite:source'}, "
							+ "target: {url: 'jdbc:sqlite:target'}, data: {type: snapshot}}", "test"))
				.of(this.engine.readCatalog(from))
				.table("t");
			List<Integer> key = mapping.keyPositions();
			SideReader source = new SideReader(this.engine, from, mapping.source().name(), mapping.sourceColumns(), key,
					mapping.source().rowKey(), (row) -> row, List::of);
			SideReader target = new SideReader(this.engine, to, mapping.target().name(), mapping.targetColumns(), key,
					mapping.target().rowKey(), (row) -> row, List::of);
			Resolution resolution = new Resolution(source, target, new Fingerprints(mapping, key), true,
					(kind, row, columns) -> this.found.add(kind + " " + row.get(0)),
					new Pulse(new Silence(), "t", false));
			long equal = resolution.byLookUp(groups());
			assertThat(equal).isEqualTo(3);
			assertThat(this.found).containsExactlyInAnyOrder("MISSING 4", "EXTRA 5", "EXTRA 5", "EXTRA 2", "EXTRA 3",
					"EXTRA 3");
		}
	}

	/** Nobody listens. */
	private static final class Silence implements VerifyListener {

		@Override
		public void read(String table, long rows) {
		}

		@Override
		public boolean stopRequested() {
			return false;
		}

	}

}
