package dev.drover.engine.postgresql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.NativeStep;
import dev.drover.engine.catalog.NativeStep.Stage;
import dev.drover.engine.catalog.NativeTable;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.SqlText;

/**
 * A table's own statements while their parts arrive.
 */
final class NativeTableDraft {

	private static final String NOT_VALID = " NOT VALID";

	private final String name;

	private final boolean unlogged;

	private final @Nullable String partitionKey;

	private final @Nullable String bound;

	private final List<String> parents;

	private final @Nullable String method;

	private final String options;

	private final @Nullable String ofType;

	private final List<String> parts = new ArrayList<>();

	private final List<String> afterwards = new ArrayList<>();

	private final List<NativeStep> steps = new ArrayList<>();

	private final Set<String> routines = new LinkedHashSet<>();

	NativeTableDraft(String name, boolean unlogged, @Nullable String partitionKey, @Nullable String bound,
			List<String> parents, @Nullable String method, String options, @Nullable String ofType,
			String replicaIdentity) {
		this.name = name;
		this.unlogged = unlogged;
		this.partitionKey = partitionKey;
		this.bound = bound;
		this.parents = parents;
		this.method = method;
		this.options = options;
		this.ofType = ofType;
		if (replicaIdentity.equals("f") || replicaIdentity.equals("n")) {
			step(Stage.LAST,
					"ALTER TABLE " + name + " REPLICA IDENTITY " + (replicaIdentity.equals("f") ? "FULL" : "NOTHING"),
					"", null);
		}
	}

	boolean partition() {
		return this.bound != null;
	}

	/** A column or check of the table's definition. */
	void part(String sql) {
		this.parts.add(sql);
	}

	void alterColumn(String column, String action) {
		this.afterwards.add("ALTER TABLE ONLY " + this.name + " ALTER COLUMN " + column + " " + action);
	}

	void step(Stage stage, String sql, String unless, @Nullable TableName needs) {
		this.steps.add(new NativeStep(stage, sql, unless, needs));
	}

	/** A constraint; one of that name or of that definition may be there already. */
	void constraint(Stage stage, String quoted, String definition, String plainName, @Nullable TableName referenced) {
		step(stage, "ALTER TABLE " + ((stage == Stage.FOREIGN_KEY) ? "" : "ONLY ") + this.name + " ADD CONSTRAINT "
				+ quoted + " " + definition, there(plainName, definition, ""), referenced);
	}

	/**
	 * A foreign key. Its rows are looked at in a step of their own, which locks neither
	 * table, so that several go on at once; not where partitions have a part of it, which
	 * older servers would leave unvalidated for ever.
	 */
	void foreignKey(String quoted, String definition, String plainName, @Nullable TableName referenced,
			boolean referencedPartitioned) {
		boolean later = this.partitionKey == null && this.bound == null && !referencedPartitioned
				&& !definition.endsWith(NOT_VALID) && !definition.endsWith(" NOT ENFORCED");
		if (!later) {
			constraint(Stage.FOREIGN_KEY, quoted, definition, plainName, referenced);
			return;
		}
		step(Stage.FOREIGN_KEY, "ALTER TABLE " + this.name + " ADD CONSTRAINT " + quoted + " " + definition + NOT_VALID,
				there(plainName, definition, ""), referenced);
		step(Stage.VALIDATE, "ALTER TABLE " + this.name + " VALIDATE CONSTRAINT " + quoted,
				there(plainName, definition, " AND convalidated"), referenced);
	}

	private String there(String plainName, String definition, String condition) {
		return "SELECT FROM pg_catalog.pg_constraint WHERE conrelid = to_regclass(" + SqlText.literal(this.name)
				+ ") AND (conname = " + SqlText.literal(plainName) + " OR pg_get_constraintdef(oid, true) = "
				+ SqlText.literal(definition) + ")" + condition;
	}

	void index(String index, String definition) {
		step(Stage.KEY, definition, "SELECT WHERE to_regclass(" + SqlText.literal(index) + ") IS NOT NULL", null);
	}

	/** What the table says of one of its indexes, given without its schema. */
	void marked(String index, boolean clustered, boolean replicaIdentity) {
		if (clustered) {
			step(Stage.LAST, "ALTER TABLE " + this.name + " CLUSTER ON " + index, "", null);
		}
		if (replicaIdentity) {
			step(Stage.LAST, "ALTER TABLE " + this.name + " REPLICA IDENTITY USING INDEX " + index, "", null);
		}
	}

	void routine(String signature) {
		this.routines.add(signature);
	}

	NativeTable table() {
		List<String> create = new ArrayList<>();
		create.add(createSql());
		if (this.ofType != null) {
			create.add("ALTER TABLE " + this.name + " OF " + this.ofType);
		}
		if (this.bound != null) {
			create.add("ALTER TABLE ONLY " + this.parents.get(0) + " ATTACH PARTITION " + this.name + " " + this.bound);
		}
		create.addAll(this.afterwards);
		return new NativeTable(create, this.steps, List.copyOf(this.routines));
	}

	private String createSql() {
		StringBuilder sql = new StringBuilder("CREATE ").append(this.unlogged ? "UNLOGGED " : "")
			.append("TABLE ")
			.append(this.name)
			.append(" (")
			.append(String.join(", ", this.parts))
			.append(')');
		if (this.bound == null && !this.parents.isEmpty()) {
			sql.append(" INHERITS (").append(String.join(", ", this.parents)).append(')');
		}
		sql.append((this.partitionKey == null) ? "" : " PARTITION BY " + this.partitionKey);
		sql.append((this.method == null) ? "" : " USING " + this.method);
		return sql.append(this.options.isEmpty() ? "" : " WITH (" + this.options + ")").toString();
	}

}
