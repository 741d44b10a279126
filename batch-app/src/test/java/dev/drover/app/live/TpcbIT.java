package dev.drover.app.live;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * TPC-B goes on while its database moves there, back and there again: the sums of all
 * balances and of the history agree, with each other and with what was acknowledged.
 */
@Tag("proof")
class TpcbIT {

	private static final int CLIENTS = 4;

	/** So long it goes on at each owner. */
	private static final int SECONDS = 6;

	@TempDir
	Path directory;

	@Test
	void sumsAgree() throws Exception {
		Place source = Place.postgresql();
		Place target = Place.postgresql();
		Tpcb.create(source);
		Drover drover = new Drover(this.directory);
		Path plan = Files.writeString(this.directory.resolve("plan.yaml"),
				"id: tpcb\nsource: " + source.yaml().replaceFirst("\\{", "{name: old, ") + "\ntarget: "
						+ target.yaml().replaceFirst("\\{", "{name: new, ") + "\n");
		List<Tpcb> clients = new ArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int number = 0; number < CLIENTS; number++) {
			Tpcb client = new Tpcb(number, Map.of("old", source, "new", target), "old");
			clients.add(client);
			threads.add(new Thread(client, "tpcb"));
			threads.get(number).start();
		}
		try {
			goesOn(clients);
			drover.does("run", plan.toString());
			goesOn(clients);
			drover.does("rollback", "tpcb");
			goesOn(clients);
			drover.does("cutover", "tpcb");
			goesOn(clients);
		}
		finally {
			clients.forEach(Tpcb::stop);
			for (Thread thread : threads) {
				thread.join();
			}
		}
		assertThat(clients).allSatisfy((client) -> assertThat(client.failure()).isNull());
		long done = clients.stream().mapToLong(Tpcb::acknowledged).sum();
		long sum = clients.stream().mapToLong(Tpcb::sum).sum();
		String expected = done + ("|" + sum).repeat(4);
		assertThat(Tpcb.sums(target)).isEqualTo(expected);
		drover.does("finalize", "tpcb");
		assertThat(Tpcb.sums(target)).isEqualTo(expected);
		assertThat(Tpcb.sums(source)).isEqualTo(expected);
	}

	private static void goesOn(List<Tpcb> clients) {
		List<Long> before = clients.stream().map(Tpcb::acknowledged).toList();
		await().pollDelay(SECONDS, TimeUnit.SECONDS).atMost(4L * SECONDS, TimeUnit.SECONDS).until(() -> {
			for (int i = 0; i < before.size(); i++) {
				assertThat(clients.get(i).failure()).isNull();
				if (clients.get(i).acknowledged() < before.get(i) + 10) {
					return false;
				}
			}
			return true;
		});
	}

}
