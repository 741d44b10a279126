package dev.drover.app.remote;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.security.GrantsPage;
import dev.drover.app.wrong.Place;
import dev.drover.testserver.Broker;
import dev.drover.testserver.OwnMysql;
import dev.drover.testserver.OwnPostgres;
import dev.drover.testserver.TestCertificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Control database and broker let nobody in without TLS, and the worker's user may do in
 * the control database what the page about users says, and nothing else.
 */
class GuardedIT {

	private static final int ROWS = 250_000;

	private static final String USER = "far_worker";

	private static final String PASSWORD = "worker-very-secret";

	private static final String STORE_PASSWORD = "store-very-secret";

	@TempDir
	Path directory;

	@TempDir
	Path certificates;

	private TestCertificate trusted;

	@BeforeEach
	void certify() {
		this.trusted = TestCertificate.in(this.certificates, STORE_PASSWORD);
	}

	private Crew crew;

	@AfterEach
	void end() {
		if (this.crew != null) {
			this.crew.close();
		}
	}

	@Test
	void postgresqlAndABroker() throws Exception {
		try (OwnPostgres server = OwnPostgres.startWithTls(this.trusted);
				Broker broker = Broker.startWithTls(this.directory.resolve("broker"), this.trusted)) {
			Place control = new Place(server.url() + "?sslmode=verify-full&sslrootcert=" + this.trusted.certificate(),
					server.user(), "");
			Map<String, String> queue = Map.of("DROVER_BROKER_URL",
					broker.url() + "?sslEnabled=true&trustStoreType=PKCS12&trustStorePath=" + this.trusted.trust()
							+ "&trustStorePassword=" + STORE_PASSWORD,
					"DROVER_BROKER_USER", Broker.USER, "DROVER_BROKER_PASSWORD", Broker.PASSWORD);
			copies(control, "A worker of PostgreSQL", queue);
			assertThat(this.crew.said("worker")).contains("from the channel jms");
		}
	}

	@Test
	@Tag("proof")
	void postgresqlAlone() throws Exception {
		try (OwnPostgres server = OwnPostgres.startWithTls(this.trusted)) {
			copies(new Place(server.url() + "?sslmode=verify-full&sslrootcert=" + this.trusted.certificate(),
					server.user(), ""), "A worker of PostgreSQL", Map.of());
		}
	}

	@Test
	@Tag("proof")
	void mysql() throws Exception {
		try (OwnMysql server = OwnMysql.mysqlWithTls(this.trusted)) {
			new Place(server.url(), "root", "").execute("CREATE DATABASE control");
			copies(new Place(
					server.url() + "control?sslMode=VERIFY_IDENTITY&trustCertificateKeyStoreUrl=file:"
							+ this.trusted.trust()
							+ "&trustCertificateKeyStoreType=PKCS12&trustCertificateKeyStorePassword=" + STORE_PASSWORD,
					"root", ""), "A worker of MySQL or MariaDB", Map.of());
		}
	}

	private void copies(Place control, String page, Map<String, String> queue) throws Exception {
		this.crew = new Crew(this.directory, control, Place.postgresql(), Place.postgresql()).with(queue);
		this.crew.prepare("far", ROWS, "cutover: {gate: never}\n");
		Process manager = this.crew.manager("manager", "run", this.crew.plan().toString(), "--workers", "remote",
				"--status-interval", "500ms");
		this.crew.until(() -> this.crew.said("manager").contains("no worker process is there"));
		String database = control.url().replaceAll("\\?.*$", "").replaceAll("^.*/", "");
		for (String sql : GrantsPage.statements(page, USER, PASSWORD, database)) {
			control.execute(sql);
		}
		Place worker = control.as(USER, PASSWORD);
		try (Crew workers = this.crew.with(Map.of("DROVER_CONTROL_USER", USER, "DROVER_CONTROL_PASSWORD", PASSWORD))) {
			Process process = workers.worker("worker", 0);
			assertThat(this.crew.end(manager)).as(this.crew.lastWords()).isZero();
			this.crew.isWhole("far", ROWS);
			Crew.signal(process, "TERM");
			assertThat(this.crew.end(process)).as(this.crew.said("worker")).isZero();
		}
		assertThatThrownBy(() -> worker.execute("UPDATE drover_migration SET phase = 'PENDING'"))
			.hasMessageContaining("denied");
		assertThatThrownBy(() -> worker.execute("CREATE TABLE more (id INTEGER)")).hasMessageContaining("denied");
		assertThat(this.crew.said("worker") + this.crew.said("manager")).doesNotContain("very-secret")
			.doesNotContain("denied");
	}

}
