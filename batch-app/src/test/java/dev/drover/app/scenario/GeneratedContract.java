package dev.drover.app.scenario;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where generated things are moved from every engine to every engine.
 * {@code -Dgenerated.seed=N} makes the same again, {@code -Dgenerated.pair=REGEX} only
 * for some pairs, such as {@code mysql-.*}.
 */
abstract class GeneratedContract {

	/** Enough that each engine is a source and a target twice. */
	private static final int TARGETS_AT_ONCE = 2;

	private static final int SEEDS_OF_PROOF = 3;

	@TempDir
	static Path directory;

	private static Ground ground;

	@BeforeAll
	static void openGround() {
		ground = new Ground(directory);
	}

	@AfterAll
	static void closeGround() {
		ground.close();
	}

	static Ground ground() {
		return ground;
	}

	/** One seed, for two targets of each source, which change with the seed. */
	static Stream<DynamicTest> some(Move move, Product... sources) {
		long seed = seeds(1).get(0);
		return pairs(sources)
			.filter((pair) -> Math.floorMod(pair.target().ordinal() - pair.source().ordinal() - seed,
					Product.values().length) < TARGETS_AT_ONCE || System.getProperty("generated.pair") != null)
			.map((pair) -> test(pair, seed, move));
	}

	/** Some seeds, for all pairs. */
	static Stream<DynamicTest> all(Move move, Product... sources) {
		return seeds(SEEDS_OF_PROOF).stream().flatMap((seed) -> pairs(sources).map((pair) -> test(pair, seed, move)));
	}

	/** Those of some sources, or all. */
	static Stream<Pair> pairs(Product... sources) {
		String only = System.getProperty("generated.pair", ".*");
		return Arrays.stream((sources.length > 0) ? sources : Product.values())
			.flatMap((source) -> Arrays.stream(Product.values()).map((target) -> new Pair(source, target)))
			.filter((pair) -> (pair.source().word() + "-" + pair.target().word()).matches(only));
	}

	private static List<Long> seeds(int count) {
		Long given = Long.getLong("generated.seed");
		return (given != null) ? List.of(given) : new Random().longs(count).boxed().toList();
	}

	private static DynamicTest test(Pair pair, long seed, Move move) {
		return DynamicTest.dynamicTest(pair + ", seed " + seed, () -> move.go(pair, seed));
	}

	/** What is done for one pair. */
	interface Move {

		void go(Pair pair, long seed) throws Exception;

	}

	/**
	 * From where to where.
	 *
	 * @param source the source's engine
	 * @param target the target's engine
	 */
	record Pair(Product source, Product target) {

		@Override
		public String toString() {
			return this.source.word() + " to " + this.target.word();
		}

	}

}
