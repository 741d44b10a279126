package dev.drover.app.wrong;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A scene whose source is followed from one SQLite file to another, since that is quick.
 *
 * @param scene the source
 * @param target the target
 * @param plan the plan's file
 */
record Followed(Scene scene, Place target, Path plan) {

	static final String ID = "followed";

	private static final JsonMapper JSON = new JsonMapper();

	static Followed in(Path directory, int rows, String settings) throws SQLException {
		Scene scene = Scene.in(directory, Place.sqlite(directory.resolve("source.sqlite")), rows);
		return to(scene, Place.sqlite(directory.resolve("target.sqlite")), settings);
	}

	static Followed to(Scene scene, Place target, String settings) {
		return new Followed(scene, target, scene.plan(ID, scene.source(), target, "data: {type: scan}\n" + settings));
	}

	/** Runs the plan in this JVM. */
	Answer run() {
		return this.scene.drover("run", this.plan.toString());
	}

	/** Runs the plan in this JVM over what it warns of, such as collations. */
	Answer runByForce() {
		return this.scene.drover("run", this.plan.toString(), "--force");
	}

	Answer drover(String command, String... options) {
		List<String> words = new ArrayList<>(List.of(command, ID));
		words.addAll(List.of(options));
		return this.scene.drover(words.toArray(String[]::new));
	}

	/** A command that ends well. */
	Answer does(String command, String... options) {
		Answer answer = drover(command, options);
		assertThat(answer.status()).as(answer.toString()).isZero();
		return answer;
	}

	JsonNode status() {
		return JSON.readTree(does("status", "--json").out());
	}

	JsonNode report() {
		return JSON.readTree(does("report", "--json").out());
	}

	/** The history, each entry as its action and its details. */
	List<String> history() {
		return StreamSupport.stream(report().get("audit").spliterator(), false)
			.map((entry) -> entry.get("action").asString() + " " + entry.get("detail").asString())
			.toList();
	}

	/** Changes rows of the source, each by a note of its own. */
	void change(int first, int last) {
		execute(this.scene.source(), "UPDATE child SET amount = amount + 1 WHERE id BETWEEN " + first + " AND " + last);
	}

	static void execute(Place place, String... statements) {
		try {
			place.execute(statements);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Both sides hold the same rows. */
	void isEqual() throws SQLException {
		for (String table : List.of("parent", "child")) {
			assertThat(this.target.rows("SELECT * FROM " + table))
				.isEqualTo(this.scene.source().rows("SELECT * FROM " + table));
		}
	}

}
