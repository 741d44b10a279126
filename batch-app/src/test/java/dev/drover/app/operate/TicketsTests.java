package dev.drover.app.operate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.command.FailureLog;
import dev.drover.job.Left;
import dev.drover.job.RunOptions;
import dev.drover.job.Workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TicketsTests {

	@TempDir
	Path directory;

	private final List<String> said = new ArrayList<>();

	private Teller teller() {
		return new Teller(this.said::add, FailureLog.of(this.directory));
	}

	private static Ticket ticket(String id, long at) {
		return new Ticket(id, Ticket.Action.RUN, "id: " + id,
				new Ticket.Wishes(true, RunOptions.Until.READY, Workers.LOCAL), "api@127.0.0.1", at, "host|1|2|3",
				"PENDING 0", false);
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
			assertThat(heir.inherited(teller())).containsExactly(ticket("first", 1).atWork(), ticket("second", 2));
			assertThat(heir.inherited(teller())).as("once").isEmpty();
			assertThat(other.inherited(teller())).as("of one that lives").isEmpty();
		}
		try (Tickets third = Tickets.in(this.directory)) {
			assertThat(third.inherited(teller())).as("what was not dropped").hasSize(2);
		}
	}

	@Test
	void whatIsNoTicketIsKeptAsideAndTheOthersAreInherited() throws Exception {
		Tickets last = Tickets.in(this.directory);
		last.keep(ticket("good", 1));
		Path good = only("good.json");
		Files.writeString(good.resolveSibling("cut.json"), "{\"id\": \"cut\", ");
		Files.writeString(good.resolveSibling("old.json"), "{\"id\": \"old\"}");
		Files.writeString(good.resolveSibling("bytes.json"), "\u00ff", StandardCharsets.ISO_8859_1);
		Files.writeString(good.resolveSibling("half.json.part"), "{");
		last.close();
		try (Tickets heir = Tickets.in(this.directory)) {
			assertThat(heir.inherited(teller())).containsExactly(ticket("good", 1));
			assertThat(this.said).hasSize(3)
				.allMatch((line) -> line.contains("can't be read, and is kept as "))
				.anyMatch((line) -> line.contains("cut.json"));
			assertThat(heir.inherited(teller())).isEmpty();
		}
		assertThat(this.said).hasSize(3);
		try (Stream<Path> kept = Files.list(this.directory.resolve("serving/unreadable"))) {
			assertThat(kept).hasSize(3);
		}
	}

	@Test
	void aFileThatWasCutOffHindersNoEnd() throws Exception {
		Tickets last = Tickets.in(this.directory);
		last.keep(ticket("over", 1));
		Files.writeString(only("over.json").resolveSibling("half.json.part"), "{");
		last.drop("over");
		last.close();
		try (Stream<Path> left = Files.list(this.directory.resolve("serving"))) {
			assertThat(left).isEmpty();
		}
	}

	private Path only(String name) throws IOException {
		try (Stream<Path> files = Files.find(this.directory, 3, (file, is) -> file.endsWith(name))) {
			return files.findFirst().orElseThrow();
		}
	}

	@Test
	void whatHadBegunIsGoneOnWithAndWhatHadNotIsDone() {
		Ticket ticket = ticket("x", 1);
		assertThat(ticket.of("heir", Left.AS_GIVEN).plan()).isEqualTo("id: x");
		assertThat(ticket.atWork().of("heir", Left.AS_GIVEN).begun()).isFalse();
		assertThat(ticket.atWork().of("heir", Left.GO_ON)).isEqualTo(new Ticket("x", Ticket.Action.RESTART, null,
				ticket.wishes(), "api@127.0.0.1", 1, "heir", "PENDING 0", false));
		Ticket back = new Ticket("x", Ticket.Action.ROLLBACK, null, ticket.wishes(), "api@127.0.0.1", 1, "host",
				"COMPLETED 7", true);
		assertThat(back.of("heir", Left.GO_ON).action()).isEqualTo(Ticket.Action.ROLLBACK);
	}

	/** A disk that is full for a moment, say. */
	@Test
	void aTicketThatCantBeWrittenKeepsNobodyOut() throws Exception {
		try (Tickets tickets = Tickets.in(this.directory)) {
			List<String> done = new CopyOnWriteArrayList<>();
			Turns turns = new Turns(1, tickets, new Turns.Work() {

				@Override
				public boolean carryOut(Ticket ticket) {
					done.add("done " + ticket.id());
					return true;
				}

				@Override
				public void notBegun(Ticket ticket, RuntimeException failure) {
					done.add("not begun " + ticket.id());
				}

			});
			tickets.keep(ticket("x", 1));
			Path part = Files.createDirectory(only("x.json").resolveSibling("x.json.part"));
			assertThatThrownBy(() -> turns.hold(ticket("x", 1))).isInstanceOf(UncheckedIOException.class);
			assertThatThrownBy(() -> turns.add(ticket("x", 1))).isInstanceOf(UncheckedIOException.class);
			Files.delete(part);
			turns.requireNone("x");
			assertThat(turns.hold(ticket("x", 1))).isTrue();
			turns.release("x");
			turns.add(ticket("x", 1));
			Awaitility.await().until(() -> !done.isEmpty());
			turns.end();
			turns.await();
			assertThat(done).containsExactly("done x");
		}
	}

}
