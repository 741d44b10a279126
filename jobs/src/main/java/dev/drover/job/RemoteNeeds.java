package dev.drover.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.drover.engine.EngineKind;
import dev.drover.engine.Engines;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.fault.RefusedException;
import dev.drover.plan.EndpointSpec;
import dev.drover.plan.Plan;
import dev.drover.plan.Secrets;

/**
 * What has to be so that processes on other machines can work on a migration.
 */
final class RemoteNeeds {

	static final String CONTROL = "DROVER_CONTROL_URL";

	private RemoteNeeds() {
	}

	/** Whether the control database is one that other machines can reach. */
	static boolean server(Map<String, String> environment) {
		return environment.containsKey(CONTROL);
	}

	static DroverException noServer() {
		return new DroverException(ErrorCode.CONN_006,
				"workers share a control database on a server, and none is named",
				"give --control URL, or set DROVER_CONTROL_URL, _USER and _PASSWORD");
	}

	/**
	 * Looks whether that is so.
	 * @throws RefusedException PLAN_003 or CONN_006 if not; nothing was changed
	 */
	static void require(Plan plan, Workers workers, Map<String, String> environment) {
		if (workers == Workers.LOCAL) {
			return;
		}
		List<Finding> findings = new ArrayList<>();
		if (!server(environment)) {
			findings.add(Finding.of(noServer(), CONTROL));
		}
		Secrets secrets = new Secrets(environment);
		for (EndpointSpec endpoint : List.of(plan.source(), plan.target())) {
			EngineKind kind = Engines.forUrl(secrets.endpoint(endpoint).url()).kind();
			if (kind == EngineKind.SQLITE || kind == EngineKind.H2) {
				findings.add(Finding.of(
						new DroverException(ErrorCode.PLAN_003,
								secrets.endpoint(endpoint).name() + " is a database of " + kind.displayName()
										+ ", which workers on other machines can't share",
								"leave --workers out"),
						secrets.endpoint(endpoint).name()));
			}
		}
		if (!findings.isEmpty()) {
			throw new RefusedException(findings);
		}
	}

	/**
	 * A moment is one process's: says that there are several where there were to be one.
	 */
	static void moments(MigrationRun run, boolean elsewhere) {
		if (!elsewhere || Following.wanted(run)
				|| run.work().findings().stream().anyMatch((known) -> known.code() == ErrorCode.DATA_005)) {
			return;
		}
		run.work()
			.addFinding(new Finding(ErrorCode.DATA_005, Finding.Level.INFO, run.sourceEndpoint().name(),
					"worker processes read the source each at moments of their own: a snapshot by them is not of one"
							+ " moment",
					"keep the source quiet; the verify step decides whether both sides are equal"));
	}

}
