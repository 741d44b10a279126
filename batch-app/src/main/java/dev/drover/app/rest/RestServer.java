package dev.drover.app.rest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

import dev.drover.app.operate.ApiServer;
import dev.drover.app.operate.Serving;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;
import dev.drover.fault.RefusedException;

/**
 * The API's server. Public for whoever loads it by its name only.
 */
public final class RestServer implements ApiServer {

	/** Held here, since a logger that nobody holds forgets its level. */
	private static final Logger TOMCAT = Logger.getLogger("org.apache");

	@Override
	public Opened open(Serving serving, Place place) {
		InetAddress address = requireFree(place);
		AdminToken token = AdminToken.in(serving.dataDir());
		// what is logged is set up already, as for all commands
		System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
		TOMCAT.setLevel(Level.SEVERE);
		SpringApplication application = new SpringApplication(WebApplication.class);
		application.setWebApplicationType(WebApplicationType.SERVLET);
		application.setBannerMode(Banner.Mode.OFF);
		application.setLogStartupInfo(false);
		application.setRegisterShutdownHook(false);
		application.setAddCommandLineProperties(false);
		application.addInitializers((context) -> {
			// before the environment, where names such as SERVER_PORT may mean others
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("drover", settings(address, place.port())));
			context.getBeanFactory().registerSingleton("serving", serving);
			context.getBeanFactory().registerSingleton("adminToken", token);
			context.getBeanFactory().registerSingleton("hosts", new Hosts(place.hosts()));
		});
		try {
			return new Running(application.run(), address, token.file());
		}
		catch (RuntimeException ex) {
			throw refused(place, ex);
		}
	}

	private static InetAddress requireFree(Place place) {
		try {
			InetAddress address = InetAddress.getByName(place.address());
			try (ServerSocket socket = new ServerSocket()) {
				socket.setReuseAddress(true);
				socket.bind(new InetSocketAddress(address, place.port()), 1);
			}
			return address;
		}
		catch (IOException | IllegalArgumentException ex) {
			throw refused(place, ex);
		}
	}

	private static RefusedException refused(Place place, Exception cause) {
		return new RefusedException(
				new DroverException(ErrorCode.PLAN_011, "the port " + place.port() + " of " + place.address()
						+ " can't be opened: " + Failures.reason(cause), "choose another --port or --address", cause),
				"--port");
	}

	private static Map<String, Object> settings(InetAddress address, int port) {
		return Map.ofEntries(Map.entry("server.address", address.getHostAddress()), Map.entry("server.port", port),
				Map.entry("server.shutdown", "immediate"), Map.entry("server.tomcat.threads.max", 16),
				Map.entry("server.tomcat.threads.min-spare", 2), Map.entry("spring.web.resources.add-mappings", false),
				Map.entry("spring.mvc.formcontent.filter.enabled", false), Map.entry("spring.jmx.enabled", false),
				Map.entry("management.endpoints.web.exposure.include", "health"),
				Map.entry("management.endpoints.web.base-path", "/actuator"),
				Map.entry("management.endpoints.web.discovery.enabled", false),
				Map.entry("management.endpoint.health.show-components", "always"),
				Map.entry("management.endpoint.health.show-details", "never"),
				Map.entry("management.endpoint.health.group.liveness.include", "livenessState"),
				Map.entry("management.endpoint.health.group.readiness.include", "readinessState,control"));
	}

	/**
	 * The server that runs.
	 *
	 * @param context what Spring has set up
	 * @param address where it listens
	 * @param token where the token is
	 */
	private record Running(ConfigurableApplicationContext context, InetAddress address, Path token) implements Opened {

		@Override
		public String url() {
			String host = this.address.getHostAddress();
			return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
					+ this.context.getEnvironment().getRequiredProperty("local.server.port") + "/api";
		}

		@Override
		public void close() {
			this.context.close();
		}

	}

}
