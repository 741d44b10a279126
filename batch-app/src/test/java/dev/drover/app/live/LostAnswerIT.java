package dev.drover.app.live;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.CutProxy;
import dev.drover.app.wrong.Place;
import dev.drover.app.wrong.TestFaults;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The line to the source is cut at the commit that is the point of no return: whether it
 * was done is found out, and never do both sides take writes.
 */
class LostAnswerIT {

	@TempDir
	Path directory;

	/** It was done, and nobody has heard of it. */
	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mysql" })
	void isAskedForOverAnotherLine(String engine) throws Exception {
		try (Cut cut = cut(engine, CutProxy.Where.AFTER_COMMIT)) {
			Answer run = cut.run();
			assertThat(run.status()).as(run.toString()).isZero();
			cut.endsAtTheTarget();
		}
	}

	/** It was done, and the source can't be asked for a while. */
	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mysql" })
	@Tag("proof")
	void isFoundOutByTheRestart(String engine) throws Exception {
		try (Cut cut = cut(engine, CutProxy.Where.AFTER_COMMIT)) {
			cut.proxy.wholly();
			Answer run = cut.run();
			assertThat(run.status()).as(run.toString()).isEqualTo(1);
			assertThat(run.err()).contains("drover restart bank").doesNotContain("nothing has changed");
			assertThat(cut.move.takesWrites(cut.source)).isFalse();
			assertThat(cut.move.takesWrites(cut.target)).isFalse();
			cut.proxy.heal();
			cut.restarts();
			cut.endsAtTheTarget();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mysql" })
	@Tag("proof")
	void neverWasACommit(String engine) throws Exception {
		try (Cut cut = cut(engine, CutProxy.Where.BEFORE_COMMIT)) {
			Answer run = cut.run();
			assertThat(run.status()).as(run.toString()).isEqualTo(1);
			cut.ownerIsTheSource();
			cut.restarts();
			cut.endsAtTheTarget();
		}
	}

	/** It is still on its way when Drover looks whether it was done. */
	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mysql" })
	void comesTooLate(String engine) throws Exception {
		try (Cut cut = cut(engine, CutProxy.Where.LATE_COMMIT)) {
			Answer run = cut.run();
			assertThat(run.status()).as(run.toString()).isEqualTo(1);
			cut.proxy.deliver();
			cut.ownerIsTheSource();
			cut.restarts();
			cut.endsAtTheTarget();
		}
	}

	private Cut cut(String engine, CutProxy.Where where) throws Exception {
		Place source = engine.equals("mysql") ? Place.mysql() : Place.postgresql();
		Place target = Place.postgresql();
		CutProxy proxy = new CutProxy(source.url(), CutProxy.Where.NEVER, 1, true);
		LiveMove move = LiveMove.of(this.directory, source.at(proxy.url(source.url())), target, "");
		Applications applications = new Applications(Map.of("old", source, "new", target), "old", 3, 100);
		applications.pauseBetween(20);
		applications.start();
		return new Cut(source, target, proxy, where, move, applications, OneOwner.watching(source, target));
	}

	/** A migration whose source is behind a line, and applications that are not. */
	private record Cut(Place source, Place target, CutProxy proxy, CutProxy.Where where, LiveMove move,
			Applications applications, OneOwner owner) implements AutoCloseable {

		Answer run() {
			return TestFaults.during(Map.of("cutover.before-move", () -> this.proxy.cutAt(this.where)),
					() -> drover("run", this.move.plan()));
		}

		void restarts() {
			Answer restart = drover("restart", "bank");
			assertThat(restart.status()).as(restart.toString()).isZero();
		}

		private Answer drover(String command, String word) {
			return Answer.of(Map.of(), command, word, "--data-dir", this.move.data());
		}

		void ownerIsTheSource() throws Exception {
			assertThat(this.proxy.cuts()).isOne();
			this.applications.awaitWrites(5, 20);
			assertThat(this.move.takesWrites(this.source)).isTrue();
			assertThat(this.move.takesWrites(this.target)).isFalse();
		}

		void endsAtTheTarget() throws Exception {
			assertThat(this.proxy.cuts()).isOne();
			this.applications.awaitWrites(5, 20);
			assertThat(this.move.takesWrites(this.source)).isFalse();
			this.owner.holds();
			this.applications.find("new");
		}

		@Override
		public void close() throws Exception {
			try (CutProxy line = this.proxy; OneOwner watch = this.owner) {
				this.applications.close();
			}
		}

	}

}
