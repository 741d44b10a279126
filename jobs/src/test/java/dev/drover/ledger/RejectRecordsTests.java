package dev.drover.ledger;

import java.time.Clock;
import java.util.List;
import java.util.Set;

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
		return new Reject("t", key, "row " + key, "key " + key, "", reason);
	}

	@Test
	void eachChangedRowThatWasRefusedIsKeptOnce() {
		this.records.keep("t", "t", 0, List.of(reject("copied", "")));
		this.records.add("t", "apply", reject("1", "first"));
		this.records.add("t", "apply", reject("2", "first"));
		this.records.add("t", "apply", reject("1", "again"));
		assertThat(this.records.count()).isEqualTo(3);
		assertThat(this.records.first(10)).contains(reject("1", "again"), reject("2", "first"), reject("copied", ""));
		assertThat(this.records.keyMarks("t", "apply")).containsExactlyInAnyOrder("key 1", "key 2");
		assertThat(this.records.first("apply", 1)).hasSize(1);
		this.records.forgetKeys("t", List.of("key 1", "key of another"));
		assertThat(this.records.keyMarks("t", "apply")).containsExactly("key 2");
		assertThat(this.records.count()).isEqualTo(2);
		assertThat(this.records.count("apply")).isEqualTo(1);
	}

	/** What the target has never had it still lacks; that is one reject. */
	@Test
	void aRejectOfTheCopyThatWasChangedStaysOne() {
		this.records.keep("t", "p1", 0, List.of(reject("copied", "")));
		this.records.add("t", "apply", reject("1", ""));
		Reject changed = new Reject("t", "copied", "row now", "key copied", "c", "still");
		assertThat(this.records.renew("t", Set.of("apply"), changed)).isTrue();
		assertThat(this.records.renew("t", Set.of("apply"), reject("1", "again"))).isFalse();
		assertThat(this.records.first("p1", 10)).containsExactly(changed);
	}

	@Test
	void theKeysOfRowsThatCouldNotBeReadAreFoundLater() {
		this.records.keep("t", "p1", 0, List.of(new Reject("t", "1", "unreadable 1|i1:1", "", "", ""),
				new Reject("t", "", Reject.unreadable(), "", "", ""), new Reject("t", "3", "row 3", "", "", "")));
		assertThat(this.records.unreadable("t")).containsExactly("unreadable 1|i1:1");
		this.records.keyOf("t", "unreadable 1|i1:1", "key 1");
		assertThat(this.records.unreadable("t")).isEmpty();
		this.records.forgetTable("t");
		assertThat(this.records.count()).isZero();
	}

}
