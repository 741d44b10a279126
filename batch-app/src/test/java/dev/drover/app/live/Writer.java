package dev.drover.app.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.drover.app.wrong.Place;

/**
 * One application that writes as fast as it can, keeps what was acknowledged to it, and
 * goes where the route says. Its accounts are its own.
 */
final class Writer implements Runnable {

	private static final Pattern MOVED = Pattern.compile("drover: moved to (\\S+?)[\\])\\s]*(?:\\n|$|\\s)");

	private static final int MOST = 3_000;

	private final int number;

	private final Map<String, Place> places;

	private final Random random;

	private final Map<Long, Account> accounts = new HashMap<>();

	private final List<Long> ids = new ArrayList<>();

	private long nextId;

	private volatile String owner;

	private volatile boolean stopped;

	private volatile long pauseMillis;

	private volatile long acknowledged;

	private volatile long moved;

	private volatile long lost;

	private volatile long lastAt = System.nanoTime();

	private volatile long longestNanos;

	private volatile @Nullable Exception failure;

	private @Nullable Connection connection;

	Writer(int number, Map<String, Place> places, String owner) {
		this.number = number;
		this.places = places;
		this.owner = owner;
		this.random = new Random(number);
		this.nextId = 1_000_000L * (number + 1);
	}

	/** Begins with some accounts of its own. */
	void seed(int count) throws SQLException {
		try (Connection seeding = place().connect()) {
			seeding.setAutoCommit(false);
			for (int i = 0; i < count; i++) {
				long id = this.nextId++;
				Account account = fresh(id);
				Bank.insert(seeding, id, account);
				keep(id, account);
			}
			seeding.commit();
		}
	}

	private Place place() {
		Place place = this.places.get(this.owner);
		if (place == null) {
			throw new IllegalStateException("no endpoint " + this.owner);
		}
		return place;
	}

	private Account fresh(long id) {
		List<Long> entries = new ArrayList<>();
		for (int i = 0; i < this.random.nextInt(3); i++) {
			entries.add(this.random.nextLong(1000));
		}
		return new Account(id, this.random.nextLong(1000), entries);
	}

	private void keep(long id, Account account) {
		if (this.accounts.put(id, account) == null) {
			this.ids.add(id);
		}
	}

	private void forget(long id) {
		this.accounts.remove(id);
		this.ids.remove(id);
	}

	@Override
	public void run() {
		try {
			while (!this.stopped) {
				write();
				if (this.pauseMillis > 0) {
					Thread.sleep(this.pauseMillis);
				}
			}
			disconnect();
		}
		catch (SQLException | RuntimeException | InterruptedException ex) {
			this.failure = ex;
		}
	}

	/** One transaction, tried until it is done. */
	private void write() throws SQLException, InterruptedException {
		Change change = change();
		while (!this.stopped) {
			boolean committing = false;
			try {
				Connection open = connected();
				change.made(open);
				committing = true;
				open.commit();
				change.kept();
				this.acknowledged++;
				long now = System.nanoTime();
				this.longestNanos = Math.max(this.longestNanos, now - this.lastAt);
				this.lastAt = now;
				return;
			}
			catch (SQLException ex) {
				disconnect();
				if (!goOn(ex)) {
					throw ex;
				}
				if (committing && !mayTryAgain(change)) {
					return;
				}
			}
		}
	}

	private boolean goOn(SQLException ex) throws InterruptedException {
		String message = String.valueOf(ex.getMessage());
		Matcher told = MOVED.matcher(message + "\n");
		if (told.find()) {
			this.moved++;
			this.owner = told.group(1);
			// the new owner opens a moment later
			Thread.sleep(2);
			return true;
		}
		String state = String.valueOf(ex.getSQLState());
		boolean lost = state.startsWith("08") || state.startsWith("57") || message.contains("Communications link");
		if (lost) {
			Thread.sleep(20);
		}
		return lost || state.startsWith("40") || state.equals("25P03") || ex.getErrorCode() == 1205
				|| message.contains("SQLITE_BUSY") || message.contains("closed");
	}

	/** The answer to a commit was lost: the database says whether it was done. */
	private boolean mayTryAgain(Change change) throws SQLException, InterruptedException {
		while (true) {
			try {
				boolean done = change.isThere(Bank.read(place()));
				if (done) {
					change.kept();
				}
				return !done;
			}
			catch (SQLException ex) {
				// the database itself may be away
				if (this.stopped || !goOn(ex)) {
					throw ex;
				}
			}
		}
	}

	private Connection connected() throws SQLException {
		Connection open = this.connection;
		if (open == null) {
			open = place().connect();
			boolean sqlite = place().url().startsWith("jdbc:sqlite:");
			if (sqlite) {
				try (Statement settings = open.createStatement()) {
					settings.execute("PRAGMA foreign_keys = on");
					settings.execute("PRAGMA busy_timeout = 10000");
				}
			}
			open.setAutoCommit(false);
			if (!sqlite) {
				int[] levels = { Connection.TRANSACTION_READ_COMMITTED, Connection.TRANSACTION_REPEATABLE_READ,
						Connection.TRANSACTION_SERIALIZABLE };
				open.setTransactionIsolation(levels[this.number % levels.length]);
			}
			this.connection = open;
		}
		return open;
	}

	private void disconnect() {
		Connection open = this.connection;
		this.connection = null;
		if (open != null) {
			try (open) {
				open.rollback();
			}
			catch (SQLException ex) {
				this.lost++;
			}
		}
	}

	private Change change() {
		int kind = this.random.nextInt(10);
		if (this.ids.size() < 10 || (kind < 3 && this.ids.size() < MOST)) {
			long id = this.nextId++;
			return new Change(Map.of(id, fresh(id)), List.of(), (open, it) -> Bank.insert(open, id, it.now(id)));
		}
		long id = this.ids.get(this.random.nextInt(this.ids.size()));
		Account old = account(id);
		if (kind < 6) {
			long balance = this.random.nextLong(1_000_000);
			return new Change(Map.of(id, old.withBalance(balance)), List.of(), (open, it) -> {
				Bank.update(open, "UPDATE account SET balance = ? WHERE id = ?", balance, id);
				Bank.update(open, "UPDATE entry SET amount = ? WHERE account_id = ? AND no = 0", balance, id);
			});
		}
		if (kind == 6) {
			return new Change(Map.of(), List.of(id),
					(open, it) -> Bank.update(open, "DELETE FROM account WHERE id = ?", id));
		}
		if (kind == 7) {
			long other = this.nextId++;
			return new Change(Map.of(other, old), List.of(id),
					(open, it) -> Bank.update(open, "UPDATE account SET id = ? WHERE id = ?", other, id));
		}
		long second = this.ids.get(this.random.nextInt(this.ids.size()));
		if (second == id) {
			return change();
		}
		long one = old.slot();
		long two = account(second).slot();
		return new Change(Map.of(id, old.withSlot(two), second, account(second).withSlot(one)), List.of(),
				(open, it) -> {
					Bank.update(open, "UPDATE account SET slot = ? WHERE id = ?", -one, id);
					Bank.update(open, "UPDATE account SET slot = ? WHERE id = ?", one, second);
					Bank.update(open, "UPDATE account SET slot = ? WHERE id = ?", two, id);
				});
	}

	private Account account(long id) {
		Account account = this.accounts.get(id);
		if (account == null) {
			throw new IllegalStateException("no account " + id);
		}
		return account;
	}

	/** Writes less fast from now on, or as fast as it can. */
	void pauseBetween(long millis) {
		this.pauseMillis = millis;
	}

	void stop() {
		this.stopped = true;
	}

	/** What was acknowledged; only after its end. */
	Map<Long, Account> accounts() {
		return this.accounts;
	}

	long acknowledged() {
		return this.acknowledged;
	}

	long moved() {
		return this.moved;
	}

	/** Connections that were lost. */
	long lost() {
		return this.lost;
	}

	/** The longest time between two acknowledged transactions since it was asked last. */
	long longestMillis() {
		long longest = this.longestNanos / 1_000_000;
		this.longestNanos = 0;
		return longest;
	}

	@Nullable Exception failure() {
		return this.failure;
	}

	String owner() {
		return this.owner;
	}

	/** One transaction and what it leaves. */
	private final class Change {

		private final Map<Long, Account> after;

		private final List<Long> gone;

		private final Work work;

		Change(Map<Long, Account> after, List<Long> gone, Work work) {
			this.after = after;
			this.gone = gone;
			this.work = work;
		}

		Account now(long id) {
			Account account = this.after.get(id);
			if (account == null) {
				throw new IllegalStateException("no account " + id);
			}
			return account;
		}

		void made(Connection open) throws SQLException {
			this.work.on(open, this);
		}

		void kept() {
			this.gone.forEach(Writer.this::forget);
			this.after.forEach(Writer.this::keep);
		}

		boolean isThere(Map<Long, Account> database) {
			return this.gone.stream().noneMatch(database::containsKey) && this.after.entrySet()
				.stream()
				.allMatch((row) -> row.getValue().equals(database.get(row.getKey())));
		}

	}

	/** Makes a change. */
	@FunctionalInterface
	private interface Work {

		void on(Connection open, Change change) throws SQLException;

	}

}
