package dev.drover.app.wrong;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What may be done with a migration that runs, has begun, or has not copied a row.
 */
class TwiceIT {

	@TempDir
	Path directory;

	private Scene scene;

	private Place target;

	@BeforeEach
	void prepare() throws Exception {
		this.scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), 3000);
		this.target = Place.postgresql();
	}

	private static void breakOff() {
		throw new IllegalStateException("broken off by the test");
	}

	@Test
	void aSecondStartIsRefusedWhileTheFirstGoesOn() throws Exception {
		Path plan = this.scene.plan("twice", this.target);
		AtomicReference<Answer> same = new AtomicReference<>();
		AtomicReference<Answer> restart = new AtomicReference<>();
		AtomicReference<Answer> otherLedger = new AtomicReference<>();
		Answer first = TestFaults.during("copy.after-commit", 3, () -> {
			same.set(this.scene.drover("run", plan.toString()));
			restart.set(this.scene.drover("restart", "twice"));
			otherLedger.set(Answer.of(Map.of(), "run", plan.toString(), "--data-dir",
					this.directory.resolve("other").toString()));
		}, () -> this.scene.drover("run", plan.toString()));
		same.get().isOneLine(2, "PLAN_004", "twice", "is running");
		restart.get().isOneLine(2, "PLAN_004", "twice", "is running");
		assertThat(otherLedger.get().status()).isEqualTo(2);
		assertThat(otherLedger.get().err()).contains("PLAN_004 ", "checkpoints of migration twice");
		assertThat(first.status()).as(first.toString()).isZero();
		this.scene.isWhole(this.target, "twice");
	}

	@Test
	void aStartBetweenTheLookAndTheClaimIsNoticed() throws Exception {
		Path plan = this.scene.plan("twice", this.target);
		AtomicReference<Answer> between = new AtomicReference<>();
		Answer first = TestFaults.during("attempt.allowed", 1,
				() -> between.set(this.scene.drover("run", plan.toString())),
				() -> this.scene.drover("run", plan.toString()));
		assertThat(between.get().status()).as(between.get().toString()).isZero();
		first.isOneLine(2, "PLAN_004", "twice", "started twice");
		this.scene.isWhole(this.target, "twice");
	}

	@Test
	void whoWasReplacedEndsNothing() throws Exception {
		Path plan = this.scene.plan("twice", this.scene.source(), this.target, "verify: {level: none}\n");
		Place ledger = Place.h2(this.directory.resolve("data/control"));
		Answer first = TestFaults.during("finish-schema.taken-over", 1, () -> {
			try {
				new Place(ledger.url() + ";AUTO_SERVER=TRUE", "drover", "")
					.execute("UPDATE drover_migration SET owner = 'elsewhere|1|2|3|mark' WHERE id = 'twice'");
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}, () -> this.scene.drover("run", plan.toString()));
		first.isOneLine(1, "COPY_002", "twice", "taken over");
		assertThat(this.scene.drover("status", "twice").out()).doesNotContain("COMPLETED");
		assertThat(Files.exists(this.directory.resolve("data/reports/twice.json"))).isFalse();
		assertThat(this.target.number("SELECT count(*) FROM drover.checkpoint")).isPositive();
	}

	@Test
	void aRepairIsRefusedWhileRowsAreMissingThatTheCopyBrings() throws Exception {
		Path plan = this.scene.plan("twice", this.target);
		AtomicReference<Answer> byId = new AtomicReference<>();
		AtomicReference<Answer> byPlan = new AtomicReference<>();
		Answer first = TestFaults.during("copy.after-commit", 3, () -> {
			byId.set(this.scene.drover("verify", "twice", "--repair"));
			byPlan.set(this.scene.drover("verify", plan.toString(), "--repair"));
		}, () -> this.scene.drover("run", plan.toString()));
		byId.get().isOneLine(2, "PLAN_009", "twice", "has not copied all its rows yet");
		byPlan.get().isOneLine(2, "PLAN_009", "twice", "has not copied all its rows yet");
		assertThat(first.status()).as(first.toString()).isZero();
		this.scene.isWhole(this.target, "twice");
	}

	@Test
	void whatWasSaidOfCopiedRowsIsStillSaidAfterARestart() throws Exception {
		this.scene.source().execute("UPDATE parent SET text = 'a' || char(0) || 'b' WHERE id = 3");
		Path plan = this.scene.plan("twice", this.scene.source(), this.target,
				"mapping: {values: {nul_byte: clamp}}\n");
		Answer first = TestFaults.during("copy.after-commit", 11, TwiceIT::breakOff,
				() -> this.scene.drover("run", plan.toString()));
		assertThat(first.status()).as(first.toString()).isEqualTo(1);
		assertThat(this.target.number("SELECT count(*) FROM parent WHERE text = 'ab'")).isOne();
		assertThat(this.scene.drover("restart", "twice").status()).isZero();
		assertThat(Files.readString(this.directory.resolve("data/reports/twice.json"))).contains("DATA_008",
				"parent.text", "DATA_005");
	}

	@Test
	void aComparisonOfNothingIsRefused() throws Exception {
		Path plan = this.scene.plan("twice", this.scene.source(), this.target,
				"scope: {tables: {include: [\"parents\"]}}\n");
		this.scene.drover("verify", plan.toString()).isOneLine(2, "SCHEMA_002", "no table of the source");
	}

	@Test
	void aChangedPlanIsRefusedAfterTheFirstRow() throws Exception {
		Path plan = this.scene.plan("twice", this.target);
		Answer first = TestFaults.during("copy.after-commit", 3, TwiceIT::breakOff,
				() -> this.scene.drover("run", plan.toString()));
		assertThat(first.status()).as(first.toString()).isEqualTo(1);
		assertThat(first.err()).contains("COPY_005 ", "drover restart twice", "stack trace in ").hasLineCount(1);
		assertThat(Files.readString(this.directory.resolve("data/logs/drover.log")))
			.contains("IllegalStateException: broken off by the test", "\tat dev.drover.copy.");
		this.scene.plan("twice", this.scene.source(), this.target, "verify: {level: full}\n");
		Map<String, List<String>> before = this.target.dump();
		this.scene.drover("run", plan.toString()).isOneLine(2, "PLAN_006", "twice");
		this.scene.plan("twice", this.target);
		this.scene.drover("run", plan.toString()).isOneLine(2, "PLAN_008", "twice");
		assertThat(this.target.dump()).isEqualTo(before);
		assertThat(this.scene.drover("restart", "twice").status()).isZero();
		this.scene.isWhole(this.target, "twice");
	}

	@Test
	void beforeTheFirstRowAnotherPlanTakesBackWhatTheFormerCreated() throws Exception {
		Place former = Place.h2(this.directory.resolve("former"));
		Path plan = this.scene.plan("twice", former);
		Answer first = TestFaults.during("schema-sync.frozen", 1, TwiceIT::breakOff,
				() -> this.scene.drover("run", plan.toString()));
		assertThat(first.status()).as(first.toString()).isEqualTo(1);
		this.scene.plan("twice", this.target);
		Answer second = this.scene.drover("run", plan.toString());
		assertThat(second.status()).as(second.toString()).isZero();
		this.scene.isWhole(this.target, "twice");
		assertThat(former.dump().get("script")).noneMatch((line) -> line.contains("PARENT") || line.contains("DROVER"));
	}

}
