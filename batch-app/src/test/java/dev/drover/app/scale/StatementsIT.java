package dev.drover.app.scale;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a migration asks the servers grows with the number of tables, and no faster; the
 * server counts.
 */
class StatementsIT {

	/** Of check, run and verify, on both sides together. */
	private static final long MOST_OF_A_TABLE = 80;

	@TempDir
	Path directory;

	@Test
	void eachFurtherTableCostsTheSameStatements() throws Exception {
		long few = statements(10);
		long more = statements(20) - few;
		long most = statements(40) - few;
		assertThat(more / 10).as("statements for a table").isPositive().isLessThanOrEqualTo(MOST_OF_A_TABLE);
		// thirty further tables against ten
		assertThat(most).isBetween(2 * more, 4 * more);
	}

	private long statements(int tables) throws Exception {
		Place source = Place.mysql();
		Place target = Place.mysql();
		for (int i = 0; i < tables; i++) {
			source.execute("CREATE TABLE t" + i + " (id bigint PRIMARY KEY, parent bigint, note varchar(40) NOT NULL,"
					+ " KEY (parent), FOREIGN KEY (parent) REFERENCES t" + Math.max(0, i - 1) + " (id))");
		}
		Path plan = Files.writeString(this.directory.resolve("t" + tables + ".yaml"), "id: t" + tables + "\nsource: "
				+ source.yaml() + "\ntarget: " + target.yaml() + "\ndata: {type: snapshot}\n");
		long before = questions(target);
		for (String command : new String[] { "check", "run", "verify" }) {
			Answer answer = Answer.of(Map.of(), command, plan.toString(), "--data-dir",
					this.directory.resolve("data" + tables).toString());
			assertThat(answer.status()).as(answer.toString()).isZero();
		}
		return questions(target) - before;
	}

	private static long questions(Place server) throws Exception {
		return Long.parseLong(server.rows("SHOW GLOBAL STATUS LIKE 'Questions'").get(0).replaceAll(".*\\|", ""));
	}

}
