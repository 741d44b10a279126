package dev.drover.live;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("proof")
class MariadbApplyIT extends ApplyContract {

	@Override
	Database database(String name) {
		return Database.mariadb(name);
	}

	@Test
	void a_moment_in_the_first_column_arrives_as_it_is() throws Exception {
		Ground ground = ground("CREATE TABLE seen (at TIMESTAMP NOT NULL, id INT PRIMARY KEY)");
		ground.source().execute("INSERT INTO seen VALUES ('2020-01-01 01:01:01', 1), ('2020-02-02 02:02:02', 2)");
		ground.apply();
		ground.source()
			.execute("INSERT INTO seen VALUES ('2020-03-03 03:03:03', 3), ('2020-04-04 04:04:04', 4),"
					+ " ('2020-05-05 05:05:05', 5)");
		ground.apply();
		assertThat(ground.rejects()).isEmpty();
		assertThat(ground.target().rows("SELECT * FROM seen ORDER BY id"))
			.isEqualTo(ground.source().rows("SELECT * FROM seen ORDER BY id"))
			.hasSize(5);
	}

}
