package dev.drover.app.operate;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.job.RunOptions;
import dev.drover.job.Workers;

import static org.assertj.core.api.Assertions.assertThat;

class TicketsTests {

	@TempDir
	Path directory;

	private static Ticket ticket(String id, long at) {
		return new Ticket(id, "id: " + id, false, new Ticket.Wishes(true, RunOptions.Until.READY, Workers.LOCAL),
				"api@127.0.0.1", at, "host|1|2|3", false);
	}

	@Test
	void theNextProcessInheritsWhatTheLastOneHadInItsOrder() {
		Tickets last = Tickets.in(this.directory);
		last.keep(ticket("second", 2));
		last.keep(ticket("first", 1));
		last.keep(ticket("first", 1).atWork());
		last.keep(ticket("over", 0));
		last.drop("over");
		last.close();
		try (Tickets heir = Tickets.in(this.directory); Tickets other = Tickets.in(this.directory)) {
			assertThat(heir.inherited()).containsExactly(ticket("first", 1).atWork(), ticket("second", 2));
			assertThat(heir.inherited()).as("once").isEmpty();
			assertThat(other.inherited()).as("of one that lives").isEmpty();
		}
		try (Tickets third = Tickets.in(this.directory)) {
			assertThat(third.inherited()).as("what was not dropped").hasSize(2);
		}
	}

	@Test
	void whatHadBegunIsGoneOnWithAndWhatHadNotIsRun() {
		assertThat(ticket("x", 1).of("heir").plan()).isEqualTo("id: x");
		assertThat(ticket("x", 1).atWork().of("heir"))
			.isEqualTo(new Ticket("x", null, false, ticket("x", 1).wishes(), "api@127.0.0.1", 1, "heir", false));
	}

}
