package dev.drover.command;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * Options that say where things lie.
 */
public final class Places {

	@Option(names = "--data-dir", scope = ScopeType.INHERIT, paramLabel = "DIR", defaultValue = "drover-data",
			description = "control database and reports (default: ${DEFAULT-VALUE})")
	private Path dataDir = Path.of("drover-data");

	@Option(names = "--control", scope = ScopeType.INHERIT, paramLabel = "URL",
			description = "control database on a server; also DROVER_CONTROL_URL, _USER and _PASSWORD")
	private @Nullable String control;

	@Option(names = "--broker", scope = ScopeType.INHERIT, paramLabel = "URL",
			description = "JMS broker for messages to workers, in place of the control database; also DROVER_BROKER_URL, "
					+ "_USER and _PASSWORD")
	private @Nullable String broker;

	public Path dataDir() {
		return this.dataDir;
	}

	/** The process's environment, changed by the options. */
	public Map<String, String> in(Map<String, String> environment) {
		Map<String, String> changed = new HashMap<>(environment);
		if (this.control != null) {
			changed.put("DROVER_CONTROL_URL", this.control);
		}
		if (this.broker != null) {
			changed.put("DROVER_BROKER_URL", this.broker);
		}
		return changed;
	}

}
