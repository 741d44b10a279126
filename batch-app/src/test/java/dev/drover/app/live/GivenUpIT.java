package dev.drover.app.live;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.Place;
import dev.drover.testserver.OwnPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A way back that can't be had any more: the new owner's schema has changed, its rows
 * differ from the former owner's, or that one is gone. It is given up by force, and
 * leaves nothing at the owner.
 */
class GivenUpIT {

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mysql" })
	void becauseTheOwnersSchemaHasChanged(String engine) throws Exception {
		Place target = engine.equals("mysql") ? Place.mysql() : Place.postgresql();
		LiveMove move = moved(Place.postgresql(), target);
		target.execute("ALTER TABLE entry ADD COLUMN more int");
		drover("rollback").isOneLine(1, "SCHEMA_008", "table", "entry of new", "finalize bank --force");
		assertThat(move.takesWrites(target)).isTrue();
		drover("finalize").isOneLine(1, "SCHEMA_008", "entry of new", "finalize bank --force");
		does("finalize", "--force");
		assertThat(drover("report").out()).contains("the two sides were not compared", "FINALIZED");
		target.execute("INSERT INTO account VALUES (-1, -1, 0, 'more')", "INSERT INTO entry VALUES (-1, 1, 5, 7)");
		move.leavesNothing();
		does("finalize", "--force");
		drover("rollback").isOneLine(2, "PLAN_009", "FINALIZED");
	}

	@Test
	void becauseTheSchemaOfARolledBackOwnerHasChanged() throws Exception {
		Place source = Place.postgresql();
		LiveMove move = moved(source, Place.postgresql());
		does("rollback");
		source.execute("ALTER TABLE entry ADD COLUMN more int");
		drover("finalize").isOneLine(1, "SCHEMA_008", "entry of old", "finalize bank --force");
		assertThat(move.takesWrites(source)).isTrue();
		does("finalize", "--force");
		move.leavesNothing();
	}

	@Test
	void becauseTheTwoSidesDiffer() throws Exception {
		Place source = Place.postgresql();
		LiveMove move = moved(source, Place.postgresql());
		// past its closed gate
		source.execute("ALTER TABLE account DISABLE TRIGGER USER",
				"INSERT INTO account VALUES (-7, -7, 0, 'nobody knows')");
		drover("finalize").isOneLine(3, "DATA_003", "the way back is kept", "--force");
		does("finalize", "--force");
		assertThat(source.number("SELECT count(*) FROM account WHERE id = -7")).isOne();
		move.leavesNothing();
	}

	@Test
	void becauseTheFormerOwnersFileIsGone() throws Exception {
		Path file = this.directory.resolve("old.sqlite");
		Place target = Place.postgresql();
		LiveMove move = moved(Place.sqlite(file), target);
		Files.delete(file);
		drover("finalize").isOneLine(2, "CONN_003", "old.sqlite is not there");
		drover("rollback").isOneLine(2, "CONN_003", "old.sqlite is not there");
		assertThat(move.takesWrites(target)).isTrue();
		does("finalize", "--force");
		assertThat(file).doesNotExist();
		assertThat(target.dump().toString()).doesNotContain("drover_");
		assertThat(move.takesWrites(target)).isTrue();
	}

	/** Its machine was switched off. */
	@Test
	void becauseTheFormerOwnersServerIsGone() throws Exception {
		Place target = Place.postgresql();
		LiveMove move;
		try (OwnPostgres old = OwnPostgres.start()) {
			move = moved(new Place(old.url(), old.user(), ""), target);
		}
		Answer refused = drover("finalize");
		assertThat(refused.status()).as(refused.toString()).isIn(1, 2);
		assertThat(refused.err()).contains("CONN_", "old");
		assertThat(move.takesWrites(target)).isTrue();
		does("finalize", "--force");
		assertThat(drover("report").out()).contains("what Drover made in old is left there");
		assertThat(target.dump().toString()).doesNotContain("drover_");
		assertThat(move.takesWrites(target)).isTrue();
	}

	/** What is not finished is not given up. */
	@Test
	void notBeforeTheSwitch() throws Exception {
		LiveMove move = LiveMove.of(this.directory, Place.postgresql(), Place.postgresql(), "");
		List<String> words = List.of("run", move.plan(), "--until", "ready");
		Answer run = Answer.of(Map.of(), with(words));
		assertThat(run.status()).as(run.toString()).isEqualTo(4);
		drover("finalize", "--force").isOneLine(2, "PLAN_009", "only a completed one can be finalized");
		does("rollback");
		move.leavesNothing();
	}

	private LiveMove moved(Place source, Place target) throws Exception {
		LiveMove move = LiveMove.of(this.directory, source, target, "");
		Answer run = Answer.of(Map.of(), with(List.of("run", move.plan())));
		assertThat(run.status()).as(run.toString()).isZero();
		return move;
	}

	private void does(String command, String... words) {
		Answer answer = drover(command, words);
		assertThat(answer.status()).as(answer.toString()).isZero();
	}

	private Answer drover(String command, String... words) {
		List<String> all = new java.util.ArrayList<>(List.of(command, "bank"));
		all.addAll(List.of(words));
		return Answer.of(Map.of(), with(all));
	}

	private String[] with(List<String> words) {
		List<String> all = new java.util.ArrayList<>(words);
		all.addAll(List.of("--data-dir", this.directory.resolve("data").toString()));
		return all.toArray(String[]::new);
	}

}
