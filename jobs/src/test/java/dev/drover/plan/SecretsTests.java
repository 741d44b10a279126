package dev.drover.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SecretsTests {

	private final Secrets secrets = new Secrets(Map.of("PW", "hunter2$1\\", "HOST", "db1", "EMPTY", ""));

	@TempDir
	private Path directory;

	@Test
	void resolvesReferencesAnywhereInAText() throws IOException {
		Path file = Files.writeString(this.directory.resolve("pw"), "from file\n\n");
		assertThat(this.secrets.resolve("a ${env:PW} b ${env:HOST}${env:EMPTY}")).isEqualTo("a hunter2$1\\ b db1");
		assertThat(this.secrets.resolve("${file:" + file + "}")).isEqualTo("from file\n");
		assertThat(this.secrets.resolve("plain $ { }")).isEqualTo("plain $ { }");
		assertThat(this.secrets.resolve(null)).isNull();
	}

	@Test
	void stripsOneNewlineOfAFileInEitherStyle() throws IOException {
		Path file = Files.writeString(this.directory.resolve("pw"), " x \r\n");
		assertThat(this.secrets.resolve("${file:" + file + "}")).isEqualTo(" x ");
	}

	@Test
	void doesNotResolveWhatASecretHolds() {
		Secrets nested = new Secrets(Map.of("A", "${env:B}", "B", "b"));
		assertThat(nested.resolve("${env:A}")).isEqualTo("${env:B}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					${env:NOWHERE}           | environment variable 'NOWHERE' is not set
					${file:/nowhere/at-all}  | file '/nowhere/at-all' does not exist
					${file:/}                | file '/' can't be read
					a${foo}                  | a reference has no kind; write ${env:NAME} or ${file:PATH}
					${evn:PW}                | the kind of a reference is unknown, did you mean 'env'?; write ${env:NAME} or ${file:PATH}
					${vault:PW}              | the kind of a reference is unknown; write ${env:NAME} or ${file:PATH}
					${env:}                  | a reference has no name; write ${env:NAME} or ${file:PATH}
					${env:PW                 | a reference is not closed with '}'; write ${env:NAME} or ${file:PATH}
					""")
	void aReferenceThatCanNotBeResolvedIsToldByItsName(String reference, String message) {
		assertThatExceptionOfType(DroverException.class).isThrownBy(() -> this.secrets.resolve(reference))
			.withMessage("PLAN_010 " + message)
			.extracting(DroverException::code)
			.isEqualTo(ErrorCode.PLAN_010);
	}

	@Test
	void aSecretFileThatIsNotTextIsToldByItsName() throws IOException {
		Path file = Files.write(this.directory.resolve("pw"), new byte[] { (byte) 0xff });
		assertThatExceptionOfType(DroverException.class).isThrownBy(() -> this.secrets.resolve("${file:" + file + "}"))
			.withMessageEndingWith("can't be read as UTF-8 text");
	}

	@Test
	void anEndpointIsResolvedAndNeverPrintsItsSecrets() {
		EndpointSpec spec = new EndpointSpec(null, "jdbc:mysql://${env:HOST}/orders?password=${env:PW}", "drover",
				"${env:PW}");
		Endpoint endpoint = this.secrets.endpoint(spec);
		assertThat(endpoint).isEqualTo(new Endpoint("db1:3306/orders", "jdbc:mysql://db1/orders?password=hunter2$1\\",
				"drover", "hunter2$1\\"));
		assertThat(endpoint).hasToString("Endpoint[name=db1:3306/orders, url=jdbc:mysql://db1/orders?password=***]");
	}

	@Test
	void anEndpointKeepsTheNameOfThePlan() {
		assertThat(this.secrets.endpoint(new EndpointSpec("old", "jdbc:h2:mem:a", null, null)))
			.isEqualTo(new Endpoint("old", "jdbc:h2:mem:a", null, null));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					jdbc:postgresql://db/o?user=a&password=hunter2&ssl=true  | jdbc:postgresql://db/o?user=a&password=***&ssl=true
					jdbc:postgresql://db/o?sslpassword=hunter2;x&sslkey=hunter2 | jdbc:postgresql://db/o?sslpassword=***&sslkey=***
					jdbc:postgresql://db/o?PassWord = hunter2                | jdbc:postgresql://db/o?PassWord =***
					jdbc:mysql://u:hunter2@db:3307/o?useSSL=true             | jdbc:mysql://u:***@db:3307/o?useSSL=true
					jdbc:mysql://u:hunt@er2@db/o                             | jdbc:mysql://u:***@db/o
					jdbc:mysql://u:hunt/er2@db/o                             | jdbc:mysql://u:***@db/o
					jdbc:mysql://u:hunt?er2@db/o                             | jdbc:mysql://u:***@db/o
					jdbc:mysql://u:hunter2@h1,v:hunter2@h2/o                 | jdbc:mysql://u:***@h2/o
					jdbc:mysql://h1:1,h2:2/o?email=a@b                       | jdbc:mysql://h1:1,h2:2/o?email=a@b
					jdbc:mysql://db/o?pass%77ord=hunter2&password2=hunter2   | jdbc:mysql://db/o?pass%77ord=***&password2=***
					jdbc:mysql://db/o?trustCertificateKeyStorePassword=hunter2&a=b | jdbc:mysql://db/o?trustCertificateKeyStorePassword=***&a=b
					jdbc:mysql://address=(host=db)(password=hunter2)/o?a=b&c=d | jdbc:mysql://address=(host=db)(password=***&c=d
					jdbc:mariadb://db/o?user=a&pwd=hunter2                   | jdbc:mariadb://db/o?user=a&pwd=***
					jdbc:h2:~/o;CIPHER=AES;PASSWORD=hunter2 hunter3;MODE=x   | jdbc:h2:~/o;CIPHER=AES;PASSWORD=***;MODE=x
					jdbc:h2:~/o;PASSWORD=hunt\\;er2&x                        | jdbc:h2:~/o;PASSWORD=***
					jdbc:other://db;trustStorePassword=hunter2               | jdbc:other://db;trustStorePassword=***
					jdbc:sqlite:o.db?cipher=x&key=hunter2                    | jdbc:sqlite:o.db?cipher=x&key=***
					jdbc:sqlite:/data/o.db                                   | jdbc:sqlite:/data/o.db
					""")
	void urlsAreMasked(String url, String expected) {
		assertThat(Secrets.withoutUrlSecrets(url)).isEqualTo(expected).doesNotContain("hunt");
	}

	@ParameterizedTest
	@ValueSource(strings = { "password: hunter2", "password: {hunter2: hunter2}", "password: [hunter2]",
			"password: \"hunter2", "password: \"a${hunter2}\"", "password: \"${hunter2:x}\"", "password: \"${hunter2\"",
			"user: 42, password: 4711", "url: \"postgresql://u:hunter2@db\"", "password: \"\\xhunter2\"",
			"password:hunter2", "password=hunter2", "password:hunter2, password:hunter2",
			"password: &hunter2a hunter2, user: hunter2 }}" })
	void mistakesShowNoSecret(String entry) {
		assertThatExceptionOfType(PlanMistakesException.class)
			.isThrownBy(() -> new PlanReader(Map.of()).read("id: A\nsource: {" + entry + "}\n", "plan.yaml"))
			.satisfies((refusal) -> assertThat(refusal.toString() + refusal.mistakes() + refusal.getCause())
				.doesNotContain("hunter", "4711"));
	}

	@Test
	void plansKeepReferencesAndPrintNeitherThemNorTheSecretsOfUrls() {
		String text = """
				id: a
				source: {url: "jdbc:mysql://u:hunter2@db/o?password=hunter2", user: sa, password: "${env:PW}"}
				target: {url: "jdbc:h2:mem:b", password: hunter2}
				""";
		Plan plan = new PlanReader(Map.of("PW", "hunter3")).read(text, "plan.yaml");
		assertThat(plan.source().password()).isEqualTo("${env:PW}");
		assertThat(plan.toString()).contains("jdbc:mysql://u:***@db/o?password=***").doesNotContain("hunter", "env:PW");
		assertThat(PlanText.of(plan)).contains("${env:PW}").doesNotContain("hunter3");
	}

	@Test
	void acceptedPlansAreReadWithoutTheirSecrets() {
		String text = """
				id: a
				source: {url: "jdbc:h2:mem:a", password: "${env:NOWHERE}"}
				target: {url: "jdbc:h2:mem:b", password: "${file:/nowhere/at-all}"}
				""";
		assertThatExceptionOfType(PlanMistakesException.class)
			.isThrownBy(() -> new PlanReader(Map.of()).read(text, "plan.yaml"))
			.withMessage("""
					PLAN_001 2 mistakes in plan.yaml
					plan.yaml:2:42 source.password: environment variable 'NOWHERE' is not set
					plan.yaml:3:42 target.password: file '/nowhere/at-all' does not exist""");
		assertThat(PlanReader.ofAcceptedPlans().read(text, "ledger").source().password()).isEqualTo("${env:NOWHERE}");
	}

}
