package dev.drover.inspect;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.plan.CutoverSettings;
import dev.drover.plan.DataTransfer;
import dev.drover.plan.Limits;
import dev.drover.plan.Mapping;
import dev.drover.plan.Plan;
import dev.drover.plan.Strategy;

/**
 * What a plan asks for and Drover does not have yet.
 */
public final class PlanInspection {

	private static final Set<Strategy.Type> AVAILABLE = EnumSet.of(Strategy.Type.BIG_BANG, Strategy.Type.BLUE_GREEN,
			Strategy.Type.TIME_WINDOW);

	private final List<Finding> findings = new ArrayList<>();

	private PlanInspection() {
	}

	/** The findings. */
	public static List<Finding> of(Plan plan) {
		PlanInspection inspection = new PlanInspection();
		inspection.data(plan);
		inspection.rest(plan);
		inspection.values(plan);
		inspection.strategy(plan);
		inspection.cutover(plan);
		return inspection.findings;
	}

	private void data(Plan plan) {
		if (plan.data().type() == DataTransfer.Type.SNAPSHOT) {
			this.findings.add(new Finding(ErrorCode.DATA_004, Finding.Level.INFO, "data.type",
					"a snapshot copies one moment: writes to the source after the start are not in the target",
					"keep the source quiet until the application uses the target"));
		}
		refuse(plan.data().type() == DataTransfer.Type.NONE, "data.type", "none", "snapshot");
	}

	private void rest(Plan plan) {
		refuse(!AVAILABLE.contains(plan.strategy().type()), "strategy.type", plan.strategy().type(),
				"big_bang, blue_green, time_window");
		refuse(plan.scope().tenant() != null, "scope.tenant", "one tenant", "whole tables");
	}

	/** A standby is only what is kept equal until the end. */
	private void strategy(Plan plan) {
		if (plan.strategy().type() == Strategy.Type.BLUE_GREEN) {
			conflict(plan.data().type() == DataTransfer.Type.SNAPSHOT, "data.type", "snapshot", "scan");
			conflict(!plan.cutover().reverse(), "cutover.reverse", "false", "true");
			conflict(plan.cutover().gate() == CutoverSettings.Gate.NEVER, "cutover.gate", "never", "manual or auto");
		}
		if (plan.strategy().window() != null && plan.cutover().gate() == CutoverSettings.Gate.NEVER) {
			this.findings.add(new Finding(ErrorCode.PLAN_003, Finding.Level.INFO, "strategy.type",
					"strategy.type is time_window and has no effect, since cutover.gate is never", "nothing"));
		}
	}

	private void conflict(boolean condition, String field, String seen, String allowed) {
		if (condition) {
			this.findings
				.add(new Finding(ErrorCode.PLAN_003, Finding.Level.ERROR, field,
						"strategy.type is blue_green, which keeps the old side as a standby; " + field + " is " + seen
								+ ", which does not allow that",
						"write " + allowed + ", or strategy: {type: big_bang}"));
		}
	}

	/** With a snapshot the switch is only the route. */
	private void cutover(Plan plan) {
		if (plan.data().type() != DataTransfer.Type.SNAPSHOT) {
			return;
		}
		CutoverSettings cutover = plan.cutover();
		CutoverSettings usual = CutoverSettings.USUAL;
		boolean told = !cutover.timeout().equals(usual.timeout()) || cutover.maxLag() != usual.maxLag()
				|| cutover.reverse() != usual.reverse()
				|| !plan.limits().maxSyncLag().equals(Limits.USUAL.maxSyncLag());
		if (told && plan.data().type() == DataTransfer.Type.SNAPSHOT) {
			this.findings.add(new Finding(ErrorCode.PLAN_003, Finding.Level.INFO, "cutover",
					"cutover.timeout, max_lag and reverse and limits.max_sync_lag have no effect under a snapshot,"
							+ " which follows no changes",
					"nothing"));
		}
	}

	/** What mapping.values may say and no engine can do. */
	private void values(Plan plan) {
		values("mapping.values.", plan.mapping().values());
		new TreeMap<>(plan.mapping().columns())
			.forEach((column, wish) -> values("mapping.columns." + column + ".values.", wish.values()));
	}

	private void values(String section, Map<Mapping.ValueHazard, Mapping.ValuePolicy> policies) {
		policies.forEach((hazard, policy) -> {
			String field = section + hazard.name().toLowerCase(Locale.ROOT);
			boolean ofText = hazard == Mapping.ValueHazard.NUL_BYTE || hazard == Mapping.ValueHazard.INVALID_TEXT;
			refuse(policy == Mapping.ValuePolicy.TEXT && ofText, field, policy, "null, error, clamp");
			refuse(policy == Mapping.ValuePolicy.CLAMP && hazard == Mapping.ValueHazard.NAN, field, policy,
					"null, error, text");
		});
	}

	private void refuse(boolean condition, String field, Object seen, String allowed) {
		if (condition) {
			this.findings.add(new Finding(ErrorCode.PLAN_003, Finding.Level.ERROR, field, field + " is "
					+ seen.toString().toLowerCase(Locale.ROOT) + ", which is not available yet; available: " + allowed,
					"correct the plan"));
		}
	}

}
