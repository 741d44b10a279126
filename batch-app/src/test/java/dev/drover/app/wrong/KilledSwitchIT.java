package dev.drover.app.wrong;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A switch of a source in use that was killed, and then taken back instead of restarted:
 * what the target took is at the source, and only one side takes writes.
 */
class KilledSwitchIT {

	private static final int ROWS = 1000;

	private final Place target = Place.postgresql();

	@TempDir
	Path directory;

	private Scene killedAt(String point) throws Exception {
		Scene scene = Scene.in(this.directory, Place.postgresql(), ROWS);
		String plan = scene.plan("cut", scene.source(), this.target, "data: {type: scan}").toString();
		Process child = Child.start(this.directory, Map.of(), List.of("-Ddrover.test.halt-at=" + point), "run", plan,
				"--data-dir", this.directory.resolve("data").toString());
		assertThat(child.waitFor()).isEqualTo(TestFaults.HALTED);
		return scene;
	}

	private static void refuses(Place place) {
		assertThatThrownBy(() -> place.execute("UPDATE child SET amount = 1 WHERE id = 1"))
			.isInstanceOf(SQLException.class)
			.hasMessageContaining("drover: moved to ");
	}

	@Test
	void whatTheTargetTookIsBroughtToTheSource() throws Exception {
		Scene scene = killedAt("cutover.opened");
		refuses(scene.source());
		// as many rows as before: a count would not see them
		this.target.execute("UPDATE child SET amount = -5 WHERE id = 5", "DELETE FROM child WHERE id = 6");
		Answer back = scene.drover("rollback", "cut");
		assertThat(back.status()).as(back.toString()).isZero();
		assertThat(back.out()).contains("ROLLED_BACK: ").contains("epoch 2");
		assertThat(scene.source().rows("SELECT id, amount FROM child WHERE id IN (5, 6)")).containsExactly("5|-5");
		scene.source().execute("UPDATE child SET amount = 7 WHERE id = 7");
		refuses(this.target);
		Answer ended = scene.drover("finalize", "cut", "--json");
		assertThat(ended.status()).as(ended.toString()).isZero();
		assertThat(this.target.rows("SELECT amount FROM child WHERE id IN (5, 6, 7) ORDER BY id")).as("both are equal")
			.containsExactly("-5", "7");
		this.target.execute("UPDATE child SET amount = 1 WHERE id = 1");
		isOrdinary(scene.source());
		isOrdinary(this.target);
	}

	private static void isOrdinary(Place place) throws SQLException {
		assertThat(place.dump().keySet()).noneMatch((name) -> name.contains("drover"));
		assertThat(place.dump().toString()).doesNotContain("drover_");
	}

	/** Though the job that was killed first never ends. */
	@Test
	void aSecondSwitchThatWasKilledIsGoneOnWithByTheSameCommand() throws Exception {
		Scene scene = killedAt("cutover.opened");
		assertThat(scene.drover("rollback", "cut").status()).isZero();
		Process child = Child.start(this.directory, Map.of(), List.of("-Ddrover.test.halt-at=cutover.armed"), "cutover",
				"cut", "--data-dir", this.directory.resolve("data").toString());
		assertThat(child.waitFor()).isEqualTo(TestFaults.HALTED);
		Answer again = scene.drover("cutover", "cut");
		assertThat(again.status()).as(again.toString()).isZero();
		refuses(scene.source());
		this.target.execute("UPDATE child SET amount = 1 WHERE id = 1");
		Answer ended = scene.drover("finalize", "cut");
		assertThat(ended.status()).as(ended.toString()).isZero();
		isOrdinary(scene.source());
		isOrdinary(this.target);
	}

	@Test
	void aTargetThatNeverWasTheOwnerIsTakenBack() throws Exception {
		Scene scene = killedAt("cutover.armed");
		scene.source().execute("INSERT INTO child VALUES (5000, 3, 1)");
		refuses(this.target);
		Answer back = scene.drover("rollback", "cut");
		assertThat(back.status()).as(back.toString()).isZero();
		assertThat(back.out()).contains("nothing of it is left in the target");
		assertThat(this.target.dump().keySet()).noneMatch((name) -> name.contains("child") || name.contains("drover"));
		assertThat(scene.source().number("SELECT count(*) FROM child")).isEqualTo(ROWS + 1);
	}

	/**
	 * The source is the owner when the rollback begins, and its changes are still noted.
	 */
	@Test
	void aSecondSwitchThatWasKilledIsTakenBackAndNothingOfTheOwnerIsLost() throws Exception {
		Scene scene = Scene.in(this.directory, Place.postgresql(), ROWS);
		Followed followed = Followed.to(scene, this.target, "");
		assertThat(followed.run().status()).isZero();
		followed.does("rollback");
		Process child = Child.start(this.directory, Map.of(), List.of("-Ddrover.test.halt-at=cutover.armed"), "cutover",
				Followed.ID, "--data-dir", this.directory.resolve("data").toString());
		assertThat(child.waitFor()).isEqualTo(TestFaults.HALTED);
		followed.does("rollback");
		scene.source().execute("UPDATE child SET amount = -8 WHERE id = 8", "CREATE TABLE late (id INT PRIMARY KEY)");
		Answer late = followed.drover("cutover");
		assertThat(late.status()).as(late.toString()).isEqualTo(1);
		assertThat(late.toString()).contains("SCHEMA_008");
		scene.source().execute("DROP TABLE late");
		followed.does("rollback");
		scene.source().execute("UPDATE child SET amount = -9 WHERE id = 9");
		followed.does("cutover");
		refuses(scene.source());
		assertThat(this.target.rows("SELECT amount FROM child WHERE id IN (8, 9) ORDER BY id")).containsExactly("-8",
				"-9");
		followed.isEqual();
		this.target.execute("CREATE TABLE later (id INT PRIMARY KEY)");
		followed.does("rollback");
		assertThat(followed.report().get("findings").toString()).contains("later came into");
	}

}
