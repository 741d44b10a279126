package dev.drover.ledger;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that dies while the control schema is made leaves nothing that blocks the
 * next one.
 */
class ControlSchemaCutOffTests {

	@TempDir
	Path directory;

	@Test
	void aScriptThatWasCutOffHalfWayIsRunAgain() {
		List<String> whole;
		try (ControlDatabase control = ControlDatabase.open(this.directory, Map.of())) {
			control.bringUpToDate();
			JdbcTemplate jdbc = new JdbcTemplate(control.dataSource());
			whole = tables(jdbc);
			// as after a kill in mid-script: some tables are there, the history says
			// nothing
			jdbc.execute("DROP TABLE drover_route");
			jdbc.execute("DROP TABLE BATCH_JOB_EXECUTION_PARAMS");
			jdbc.execute("DROP SEQUENCE BATCH_JOB_EXECUTION_SEQ");
			jdbc.execute("DELETE FROM \"drover_schema_history\"");
		}
		try (ControlDatabase control = ControlDatabase.open(this.directory, Map.of())) {
			control.bringUpToDate();
			assertThat(tables(new JdbcTemplate(control.dataSource()))).isEqualTo(whole);
		}
	}

	@Test
	void aFailedEntryInTheHistoryIsRepaired() {
		try (ControlDatabase control = ControlDatabase.open(this.directory, Map.of())) {
			control.bringUpToDate();
			JdbcTemplate jdbc = new JdbcTemplate(control.dataSource());
			jdbc.execute("DROP INDEX drover_batch_step");
			jdbc.update("UPDATE \"drover_schema_history\" SET \"success\" = FALSE WHERE \"version\" = ?",
					ControlDatabase.VERSION);
			control.bringUpToDate();
			assertThat(jdbc.queryForList("SELECT 1 FROM information_schema.indexes WHERE index_name = ?",
					"DROVER_BATCH_STEP"))
				.hasSize(1);
		}
	}

	private static List<String> tables(JdbcTemplate jdbc) {
		return jdbc.queryForList("SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC' "
				+ "UNION SELECT sequence_name FROM information_schema.sequences ORDER BY 1", String.class);
	}

}
