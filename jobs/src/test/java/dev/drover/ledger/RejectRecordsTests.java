package dev.drover.ledger;

import java.time.Clock;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.drover.engine.Reject;

import static org.assertj.core.api.Assertions.assertThat;

class RejectRecordsTests {

	private final ControlDatabase control = ControlDatabase.inMemory();

	private RejectRecords records;

	@BeforeEach
	void begin() {
		this.control.bringUpToDate();
		new Ledger(this.control.dataSource(), Clock.systemUTC()).create("m", "plan", "fingerprint");
		this.records = new RejectRecords(this.control.dataSource(), "m");
	}

	@AfterEach
	void end() {
		this.control.close();
	}

	private static Reject reject(String key, String reason) {
		return new Reject("t", key, "row " + key, "", reason);
	}

	@Test
	void eachChangedRowThatWasRefusedIsKeptOnce() {
		this.records.keep("t", "t", 0, List.of(reject("copied", "")));
		this.records.add("t", "apply", reject("1", "first"));
		this.records.add("t", "apply", reject("2", "first"));
		this.records.add("t", "apply", reject("1", "again"));
		assertThat(this.records.count()).isEqualTo(3);
		assertThat(this.records.first(10)).contains(reject("1", "again"), reject("2", "first"), reject("copied", ""));
		assertThat(this.records.marks("t", "apply")).containsExactlyInAnyOrder("row 1", "row 2");
		this.records.forget("t", "apply", "row 1");
		assertThat(this.records.marks("t", "apply")).containsExactly("row 2");
		assertThat(this.records.count()).isEqualTo(2);
	}

}
