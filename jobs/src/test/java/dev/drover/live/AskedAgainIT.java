package dev.drover.live;

import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.drover.apply.AskedAgain;
import dev.drover.engine.Reject;

import static org.assertj.core.api.Assertions.assertThat;

/** A changed row that was refused is not forgotten with its note. */
class AskedAgainIT {

	@Test
	void rows_that_were_refused_are_noted_again_by_their_marks_and_go_through_once_they_fit() throws SQLException {
		Ground ground = Ground.of(Database.postgresql("old"), Database.postgresql("new"),
				"CREATE TABLE item (id BIGINT NOT NULL PRIMARY KEY, n INTEGER NOT NULL)");
		ground.source().execute("INSERT INTO item VALUES (1, 1), (2, 2), (3, 3), (4, 4)");
		ground.apply();
		ground.target().execute("ALTER TABLE item ADD CHECK (n < 100)");
		ground.source().execute("UPDATE item SET n = n + 100 WHERE id IN (2, 3)", "UPDATE item SET n = 5 WHERE id = 1");
		ground.apply();
		assertThat(ground.rejects()).extracting(Reject::key).containsExactlyInAnyOrder("2", "3");
		assertThat(ground.target().rows("SELECT * FROM item ORDER BY id")).containsExactly("1|5", "2|2", "3|3", "4|4");
		assertThat(ground.waiting()).isZero();
		Set<String> marks = ground.rejects().stream().map(Reject::keyMark).collect(Collectors.toSet());
		ground.rejects().clear();
		ground.target().execute("ALTER TABLE item DROP CONSTRAINT item_n_check");
		new AskedAgain(ground.flow()).note("item", marks, (mark) -> {
		});
		assertThat(ground.waiting()).isEqualTo(2);
		ground.apply();
		assertThat(ground.target().rows("SELECT * FROM item ORDER BY id"))
			.isEqualTo(ground.source().rows("SELECT * FROM item ORDER BY id"));
	}

}
