package dev.drover.plan;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NearestNameTests {

	private static final List<String> NAMES = List.of("parallelism", "chunk_rows", "chunk_bytes", "exclude", "url");

	@Test
	void findsNamesWithAMissingAWrongASurplusOrASwappedLetter() {
		assertThat(NearestName.of("exlude", NAMES)).contains("exclude");
		assertThat(NearestName.of("exclode", NAMES)).contains("exclude");
		assertThat(NearestName.of("excludes", NAMES)).contains("exclude");
		assertThat(NearestName.of("ulr", NAMES)).contains("url");
	}

	@Test
	void findsNamesOfAnotherSpelling() {
		assertThat(NearestName.of("chunkRows", NAMES)).contains("chunk_rows");
		assertThat(NearestName.of("chunk-bytes", NAMES)).contains("chunk_bytes");
		assertThat(NearestName.of("URL", NAMES)).contains("url");
	}

	@Test
	void findsNamesThatWereCutShort() {
		assertThat(NearestName.of("para", NAMES)).contains("parallelism");
	}

	@Test
	void findsNothingWhereNothingIsNear() {
		assertThat(NearestName.of("hooks", NAMES)).isEmpty();
		assertThat(NearestName.of("", NAMES)).isEmpty();
		assertThat(NearestName.of("x".repeat(10_000), NAMES)).isEmpty();
	}

}
