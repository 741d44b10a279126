package dev.drover.schema;

import java.util.List;

import dev.drover.engine.Engine;
import dev.drover.engine.EngineKind;
import dev.drover.engine.catalog.TableName;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;

/**
 * Between which engines a schema is translated, and what is found on the way.
 *
 * @param source the source's engine
 * @param target the target's engine
 * @param names the target's names
 * @param findings takes what is found
 */
record BothSides(Engine source, Engine target, ObjectNames names, List<Finding> findings) {

	boolean sameEngine() {
		return this.source.kind() == this.target.kind();
	}

	boolean to(EngineKind... kinds) {
		return List.of(kinds).contains(this.target.kind());
	}

	boolean toMysql() {
		return this.target.kind().likeMysql();
	}

	boolean fromMysql() {
		return this.source.kind().likeMysql();
	}

	/** Whether one is MySQL and the other MariaDB. */
	boolean related() {
		return fromMysql() && toMysql() && !sameEngine();
	}

	/** The target's name of a table or sequence. */
	TableName name(TableName name) {
		return this.names.of(name);
	}

	/** The target's name of a column. */
	String name(String name) {
		return this.names.spelled(name);
	}

	/** The target's names of columns. */
	List<String> columns(List<String> names) {
		return names.stream().map(this::name).toList();
	}

	/** A property of the schema that changes. */
	void loses(String object, String message, String hint) {
		add(ErrorCode.SCHEMA_007, Finding.Level.WARNING, object, message, hint);
	}

	/** A property of the schema that changes, and of which nothing depends. */
	void tells(String object, String message, String hint) {
		add(ErrorCode.SCHEMA_007, Finding.Level.INFO, object, message, hint);
	}

	void add(ErrorCode code, Finding.Level level, String object, String message, String hint) {
		this.findings.add(new Finding(code, level, object, message, hint));
	}

}
