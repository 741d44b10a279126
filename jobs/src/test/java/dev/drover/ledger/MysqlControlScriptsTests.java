package dev.drover.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * MySQL's scripts say the same as those of all other engines.
 */
class MysqlControlScriptsTests {

	@ParameterizedTest
	@ValueSource(strings = { "V1__ledger.sql", "V3__progress.sql", "V8__waiver.sql" })
	void theLedgerIsTheSameOnMysql(String script) throws IOException {
		assertThat(text("mysql/" + script).replace("LONGTEXT", "TEXT")
			.replace(" ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", ""))
			.isEqualTo(text("common/" + script));
	}

	private static String text(String name) throws IOException {
		try (InputStream stream = MysqlControlScriptsTests.class.getResourceAsStream("/drover/control/" + name)) {
			assertThat(stream).as(name).isNotNull();
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
