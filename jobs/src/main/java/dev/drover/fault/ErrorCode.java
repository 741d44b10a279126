package dev.drover.fault;

/**
 * The stable error codes. {@code docs/errors.md} lists each with its cure, and a test
 * compares the two.
 */
public enum ErrorCode {

	/** A server or file can't be reached. */
	CONN_001("a database can't be reached", ExitStatus.REFUSED),
	/** User or password are refused. */
	CONN_002("user or password are refused", ExitStatus.REFUSED),
	/** The database named in the URL does not exist. */
	CONN_003("the database does not exist", ExitStatus.REFUSED),
	/** A connection was lost in the middle of work. */
	CONN_004("a connection was lost in the middle of work", ExitStatus.FAILED),
	/** No engine knows the URL. */
	CONN_005("no engine for this URL", ExitStatus.REFUSED),
	/** The control database can't be reached or was lost. */
	CONN_006("the control database can't be reached", ExitStatus.FAILED),
	/** Source and target are the same database. */
	CONN_007("source and target are the same database", ExitStatus.REFUSED),
	/** A process of another version of Drover is or was at work. */
	CONN_008("another version of Drover is at work", ExitStatus.REFUSED),

	/** A privilege is missing. */
	PERM_001("a privilege is missing", ExitStatus.REFUSED),
	/** The database or file is read-only. */
	PERM_002("the target is read-only", ExitStatus.REFUSED),

	/** The disk is full. */
	DISK_001("the disk is full", ExitStatus.FAILED),
	/** A file is damaged, or can't be read or written. */
	DISK_002("a file can't be read or written", ExitStatus.FAILED),
	/** The heap is too small. */
	MEM_001("not enough memory", ExitStatus.FAILED),
	/** A time limit has passed. */
	TIME_001("a time limit has passed", ExitStatus.FAILED),

	/** Rows are already in the target. */
	DATA_001("the target already holds rows", ExitStatus.REFUSED),
	/** A row can't go into the target. */
	DATA_002("a row was rejected", ExitStatus.DIFFERENT),
	/** Source and target differ. */
	DATA_003("source and target differ", ExitStatus.DIFFERENT),
	/** The source is to be quiet under a snapshot. */
	DATA_004("a snapshot does not follow changes", ExitStatus.DONE),
	/** A restarted copy reads a later moment than the first process did. */
	DATA_005("the copy reads from more than one moment", ExitStatus.DONE),
	/** A comparison was stopped before its end. */
	DATA_006("the comparison was stopped", ExitStatus.STOPPED),
	/** Rows of the target were mended. */
	DATA_007("rows were repaired", ExitStatus.DONE),
	/** Values were changed by a policy of the plan. */
	DATA_008("values were changed as the plan wants it", ExitStatus.DONE),
	/** Rows of a source in use changed faster than they could be compared. */
	DATA_009("rows have no verdict yet", ExitStatus.DONE),

	/** The plan file has mistakes. */
	PLAN_001("the plan has mistakes", ExitStatus.REFUSED),
	/** The plan file can't be read. */
	PLAN_002("the plan can't be read", ExitStatus.REFUSED),
	/** The plan asks for something that is not there yet. */
	PLAN_003("the plan asks for what is not available", ExitStatus.REFUSED),
	/** The migration is running already. */
	PLAN_004("the migration is already running", ExitStatus.REFUSED),
	/** The migration has ended and can't run again. */
	PLAN_005("the migration has ended", ExitStatus.REFUSED),
	/** The plan was changed after the first row was copied. */
	PLAN_006("the plan was changed after the copy began", ExitStatus.REFUSED),
	/** There is no such migration. */
	PLAN_007("no such migration", ExitStatus.REFUSED),
	/** The migration must be restarted, not run again. */
	PLAN_008("the migration has begun; restart it", ExitStatus.REFUSED),
	/** The command does not fit the state of the migration. */
	PLAN_009("the command does not fit the migration's state", ExitStatus.REFUSED),
	/** A secret can't be resolved. */
	PLAN_010("a secret can't be resolved", ExitStatus.REFUSED),
	/** Bad command line, or bad request to the API. */
	PLAN_011("the command line or the request is wrong", ExitStatus.REFUSED),
	/** An operator has paused the migration. */
	PLAN_012("the migration is paused", ExitStatus.STOPPED),

	/** A request to the API without the token. */
	AUTH_001("the token is missing or wrong", ExitStatus.REFUSED),
	/** A request to the API from somewhere else. */
	AUTH_002("the request comes from another site", ExitStatus.REFUSED),

	/** A column type has no exact counterpart in the target. */
	TYPE_001("a type has no exact counterpart", ExitStatus.REFUSED),
	/** The target's server has no such type. */
	TYPE_002("a type is not there in the target", ExitStatus.REFUSED),
	/** A type override of the plan does not fit. */
	TYPE_003("a type override does not fit", ExitStatus.REFUSED),

	/** A target table that exists does not fit. */
	SCHEMA_001("a target table does not fit", ExitStatus.REFUSED),
	/** The scope has no table. */
	SCHEMA_002("no table is in the scope", ExitStatus.REFUSED),
	/** Two source names become one target name. */
	SCHEMA_003("two names become one", ExitStatus.REFUSED),
	/** A source object is not moved. */
	SCHEMA_004("an object stays behind", ExitStatus.REFUSED),
	/** A constraint is violated by the source's own rows. */
	SCHEMA_005("the source's rows violate a constraint", ExitStatus.DIFFERENT),
	/** A schema object could not be created. */
	SCHEMA_006("a schema object could not be created", ExitStatus.FAILED),
	/** Something of the schema is lost or changed on the way. */
	SCHEMA_007("a property of the schema changes", ExitStatus.REFUSED),
	/** The source's schema changed while the migration ran. */
	SCHEMA_008("the schema changed meanwhile", ExitStatus.FAILED),
	/** The scope cuts through a partitioned table. */
	SCHEMA_009("the scope cuts through a partitioned table", ExitStatus.REFUSED),
	/** A table has more columns than the target's tables may have, or none. */
	SCHEMA_010("a table has too many columns for the target, or none", ExitStatus.REFUSED),
	/** The target's server wants a primary key in each table. */
	SCHEMA_011("the target takes no table without a primary key", ExitStatus.REFUSED),

	/** The copy of a partition failed. */
	COPY_001("a partition could not be copied", ExitStatus.FAILED),
	/** A worker was replaced by another. */
	COPY_002("a worker was replaced", ExitStatus.FAILED),
	/** Fewer or more rows arrived than the source has. */
	COPY_003("the number of rows copied is not the source's", ExitStatus.FAILED),
	/** A checkpoint is missing or can't be understood. */
	COPY_004("a checkpoint does not fit", ExitStatus.FAILED),
	/** Something failed that has no code of its own. */
	COPY_005("an unexpected failure", ExitStatus.FAILED),
	/** A fast way of writing is not open. */
	COPY_006("rows go in by a slower way", ExitStatus.DONE),

	/** A rollback would take rows away that are not the migration's. */
	ROLL_001("rows of somebody else stand in the way of a rollback", ExitStatus.REFUSED),
	/** The target does not let go of what the migration made. */
	ROLL_002("the rollback could not be finished", ExitStatus.FAILED),

	/** Changes of this source can't be followed. */
	SYNC_001("changes can't be followed", ExitStatus.REFUSED),
	/** A changed row can't go to the other side. */
	SYNC_002("a changed row was refused", ExitStatus.DIFFERENT),
	/** Changes wait for too long. */
	SYNC_003("the other side lags behind", ExitStatus.FAILED),
	/** A table without a key can only be brought whole. */
	SYNC_004("a table is copied whole in the switch", ExitStatus.DONE),

	/** The gate could not be had in time. */
	CUT_001("the gate could not be had in time", ExitStatus.FAILED),
	/** The cutover is refused because of differences or rejects. */
	CUT_002("the cutover is refused", ExitStatus.DIFFERENT),
	/** A gate is not as the switch needs it. */
	CUT_003("a gate is not as it should be", ExitStatus.FAILED),
	/** A hook of the plan did not end well. */
	CUT_004("a hook failed", ExitStatus.FAILED),
	/** The plan's window does not allow the switch now. */
	CUT_005("the window for the switch is closed", ExitStatus.REFUSED),
	/** The old owner has refused writers for good, and the new one can't be reached. */
	CUT_006("the switch is behind the point of no return and not ended", ExitStatus.FAILED);

	private final String title;

	private final ExitStatus exitStatus;

	ErrorCode(String title, ExitStatus exitStatus) {
		this.title = title;
		this.exitStatus = exitStatus;
	}

	/** What the code means, in a few words. */
	public String title() {
		return this.title;
	}

	/**
	 * The exit status of a command that ends with this code. Whatever is refused up to
	 * the end of the prepare step ends with {@link ExitStatus#REFUSED} nevertheless.
	 */
	public ExitStatus exitStatus() {
		return this.exitStatus;
	}

}
