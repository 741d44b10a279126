package dev.drover.testserver;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/**
 * A real Artemis in this JVM, reached over TCP by other processes. It keeps nothing over
 * its end.
 */
public final class Broker implements AutoCloseable {

	public static final String USER = "drover";

	public static final String PASSWORD = "queue secret";

	private final Path directory;

	private final int port;

	/** What its acceptor is told beside its place. */
	private final String settings;

	private EmbeddedActiveMQ server;

	private Broker(Path directory, int port, String settings) throws Exception {
		this.settings = settings;
		this.directory = directory;
		this.port = port;
		this.server = started();
	}

	/** Starts one that keeps its files in a directory. */
	public static Broker start(Path directory) throws Exception {
		return new Broker(directory, freePort(), "");
	}

	/** The same, and it speaks only TLS. */
	public static Broker startWithTls(Path directory, TestCertificate certificate) throws Exception {
		return new Broker(directory, freePort(),
				"?sslEnabled=true;keyStoreType=PKCS12;keyStorePath=" + certificate.trust().resolveSibling("server.p12")
						+ ";keyStorePassword=" + certificate.trustPassword());
	}

	/** As a process of its own, which ends with the one that started it. */
	public static void main(String... words) throws Exception {
		Broker broker = new Broker(Path.of(words[0]), Integer.parseInt(words[1]), "");
		// the other end of the pipe closes with that one, however it ends
		while (System.in.read() >= 0) {
			continue;
		}
		broker.close();
	}

	static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private EmbeddedActiveMQ started() throws Exception {
		ConfigurationImpl configuration = new ConfigurationImpl();
		configuration.setPersistenceEnabled(false);
		configuration.setSecurityEnabled(true);
		configuration.setBrokerInstance(this.directory.toFile());
		configuration.addAcceptorConfiguration("tcp", url() + this.settings);
		EmbeddedActiveMQ embedded = new EmbeddedActiveMQ();
		embedded.setConfiguration(configuration);
		embedded.setSecurityManager(new OneUser());
		embedded.start();
		return embedded;
	}

	public String url() {
		return "tcp://127.0.0.1:" + this.port;
	}

	/** What tells Drover of it. */
	public Map<String, String> environment() {
		return environment(url());
	}

	static Map<String, String> environment(String url) {
		return Map.of("DROVER_BROKER_URL", url, "DROVER_BROKER_USER", USER, "DROVER_BROKER_PASSWORD", PASSWORD);
	}

	public void stop() throws Exception {
		this.server.stop();
	}

	public void startAgain() throws Exception {
		this.server = started();
	}

	@Override
	public void close() throws Exception {
		this.server.stop();
	}

	/** Lets one user in, who may do everything. */
	private static final class OneUser implements ActiveMQSecurityManager {

		@Override
		public boolean validateUser(String user, String password) {
			return USER.equals(user) && PASSWORD.equals(password);
		}

		@Override
		public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType checkType) {
			return validateUser(user, password);
		}

	}

}
