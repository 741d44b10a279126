package dev.drover.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/**
 * The version, from the jar that this class lies in.
 */
public final class Version implements IVersionProvider {

	@Override
	public String[] getVersion() {
		return new String[] { "drover " + ofDrover(), "Java " + System.getProperty("java.version") };
	}

	/** The version of Drover. */
	public static String ofDrover() {
		@Nullable String version = Version.class.getPackage().getImplementationVersion();
		return (version == null) ? "(built from source)" : version;
	}

}
