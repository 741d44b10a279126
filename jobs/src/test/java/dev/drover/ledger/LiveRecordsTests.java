package dev.drover.ledger;

import java.time.Clock;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class LiveRecordsTests {

	private ControlDatabase control;

	private LiveRecords records;

	/** Whoever may not delete leaves no moment without a record. */
	@BeforeEach
	void mayNotDelete() throws Exception {
		this.control = ControlDatabase.inMemory();
		this.control.bringUpToDate();
		JdbcTemplate owner = new JdbcTemplate(this.control.dataSource());
		owner.execute("CREATE USER careful PASSWORD 'x'");
		owner.execute("GRANT SELECT, INSERT, UPDATE ON SCHEMA PUBLIC TO careful");
		try (java.sql.Connection connection = this.control.dataSource().getConnection()) {
			DataSource careful = new DriverManagerDataSource(connection.getMetaData().getURL(), "careful", "x");
			this.records = new LiveRecords(careful, "bank", Clock.systemUTC());
		}
	}

	@AfterEach
	void close() {
		this.control.close();
	}

	@Test
	void aSwitchThatIsMeantTakesTheLastOnesPlaceAtOnce() {
		this.records.intend("forward", 1, "one");
		this.records.session("session 7");
		this.records.pause(80);
		this.records.ended();
		this.records.intend("back", 2, "another");
		assertThat(this.records.lastSwitch()).contains(new SwitchRecord("back", 2, "", 80, false));
	}

	@Test
	void thePauseIsThatOfTheLastSwitchThatWasMade() {
		this.records.intend("forward", 1, "one");
		this.records.session("session 7");
		this.records.pause(80);
		this.records.ended();
		this.records.intend("back", 2, "another");
		this.records.session("session 8");
		assertThat(this.records.lastSwitch().filter(SwitchRecord::pauseKnown)).as("nobody has told its pause")
			.isEmpty();
		this.records.ended();
		assertThat(this.records.pause()).isEqualTo(80);
		this.records.intend("back", 2, "another");
		this.records.session("session 9");
		this.records.pause(7);
		assertThat(this.records.lastSwitch()).contains(new SwitchRecord("back", 2, "", 7, false));
	}

	@Test
	void newPrintsTakeTheOldOnesPlaceAtOnce() {
		this.records.prints("new", "{}");
		this.records.prints("new", "{1}");
		this.records.prints("old", "{2}");
		assertThat(this.records.prints("new")).contains("{1}");
		assertThat(this.records.prints("old")).contains("{2}");
	}

}
