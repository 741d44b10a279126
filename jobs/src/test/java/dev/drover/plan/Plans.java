package dev.drover.plan;

import java.util.EnumMap;
import java.util.Map;

/**
 * Plans of the tests.
 */
final class Plans {

	/** The complete example of the design, verbatim. */
	static final String COMPLETE = """
			id: orders-to-pg                     # [a-z0-9-]{1,64}
			description: Orders from MySQL to PostgreSQL
			source: {name: orders-old, url: "jdbc:mysql://db1/orders", user: drover, password: "${env:SOURCE_PASSWORD}"}   # name: default host:port/database
			target: {url: "jdbc:postgresql://db2/orders", user: drover, password: "${file:/run/secrets/target}"}
			scope:
			  tables: {include: ["*"], exclude: ["audit_*"]}
			  tenant: {column: tenant_id, value: "42"}        # optional: only this tenant; children without the column follow their FKs
			mapping:
			  names: native                      # so that unquoted SQL works: lower case in PostgreSQL, upper in H2, kept elsewhere | preserve
			  types: {"tinyint(1)": boolean}     # overrides; the plan check prints the whole type table
			  values: {zero_date: "null", nul_byte: error, infinity: error, nan: error, invalid_text: error, out_of_range: error}
			strategy: {type: big_bang}           # big_bang blue_green canary rolling_update shadow_traffic strangler_fig feature_flag geographic time_window
			data: {type: scan, replace: refuse}  # scan: copy and follow (default) | snapshot: one consistent moment, no following | none
			                                     # rows already in the target: refuse (default, finding, exit 2) | none: keep them, count rows_skipped
			                                     # | replace: overwrite by key | merge: as replace, but a NULL in the source keeps the target's value
			failure_handling: rollback_all       # | {type: retry_then_all, retry_count: 3} | allow_partial
			copy: {parallelism: 2, chunk_rows: 50000, chunk_bytes: 8MB}
			verify: {level: hash, sample_percentage: 100, repair: false}   # none count hash full
			cutover: {gate: auto, timeout: 5s, max_lag: 100, reverse: true}  # max_lag in noted keys; gate = who gives the word: auto | manual | never (copy and verify only)
			limits: {max_errors: 5, max_validation_failures: 3, max_sync_lag: 5m, max_time: 24h}
			""";

	static final Map<Mapping.ValueHazard, Mapping.ValuePolicy> DEFAULT_VALUES = defaultValues();

	private Plans() {
	}

	private static Map<Mapping.ValueHazard, Mapping.ValuePolicy> defaultValues() {
		Map<Mapping.ValueHazard, Mapping.ValuePolicy> values = new EnumMap<>(Mapping.ValueHazard.class);
		for (Mapping.ValueHazard hazard : Mapping.ValueHazard.values()) {
			values.put(hazard, Mapping.ValuePolicy.ERROR);
		}
		values.put(Mapping.ValueHazard.ZERO_DATE, Mapping.ValuePolicy.NULL);
		return values;
	}

}
