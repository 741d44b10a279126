package dev.drover.command;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Sends the libraries' errors to stderr; stdout belongs to reports and progress. In code,
 * since reading an XML file takes a good part of the time of a short command. Found by
 * Logback through {@link java.util.ServiceLoader}.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {

	/** What these say of a failure is told once, in Drover's words. */
	private static final List<String> SILENT = List.of("org.springframework.batch", "com.zaxxer.hikari", "org.flywaydb",
			"org.springframework.transaction");

	@Override
	public ExecutionStatus configure(LoggerContext context) {
		PatternLayoutEncoder encoder = new PatternLayoutEncoder();
		encoder.setContext(context);
		encoder.setPattern("%d{HH:mm:ss} %-5level %logger{0} %msg%n%nopex");
		encoder.start();
		ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
		stderr.setContext(context);
		stderr.setTarget("System.err");
		stderr.setEncoder(encoder);
		stderr.start();
		Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		root.setLevel(Level.ERROR);
		root.addAppender(stderr);
		SILENT.forEach((name) -> context.getLogger(name).setLevel(Level.OFF));
		return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
	}

}
