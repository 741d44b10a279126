-- every statement may be run again: where DDL commits by itself, a process can die half-way
CREATE TABLE IF NOT EXISTS drover_migration (
	id VARCHAR(64) NOT NULL PRIMARY KEY,
	plan_text LONGTEXT NOT NULL,
	fingerprint VARCHAR(64) NOT NULL,
	phase VARCHAR(20) NOT NULL,
	owner VARCHAR(300),
	heartbeat_at BIGINT NOT NULL,
	stop_requested INTEGER NOT NULL,
	begun INTEGER NOT NULL,
	job_execution_id BIGINT NOT NULL,
	started_at BIGINT NOT NULL,
	ended_at BIGINT NOT NULL,
	run_millis BIGINT NOT NULL,
	report LONGTEXT
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS drover_phase (
	migration VARCHAR(64) NOT NULL,
	at_millis BIGINT NOT NULL,
	from_phase VARCHAR(20) NOT NULL,
	to_phase VARCHAR(20) NOT NULL,
	by_owner VARCHAR(300)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS drover_partition (
	migration VARCHAR(64) NOT NULL,
	name VARCHAR(64) NOT NULL,
	slices LONGTEXT NOT NULL,
	attempts BIGINT NOT NULL,
	completed INTEGER NOT NULL,
	PRIMARY KEY (migration, name)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS drover_table (
	migration VARCHAR(64) NOT NULL,
	name VARCHAR(300) NOT NULL,
	ordinal BIGINT NOT NULL,
	target_name VARCHAR(300) NOT NULL,
	created INTEGER NOT NULL,
	rows_source BIGINT NOT NULL,
	rows_copied BIGINT NOT NULL,
	rows_verified BIGINT NOT NULL,
	bytes_copied BIGINT NOT NULL,
	copy_millis BIGINT NOT NULL,
	difference_count BIGINT NOT NULL,
	PRIMARY KEY (migration, name)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS drover_difference (
	migration VARCHAR(64) NOT NULL,
	table_name VARCHAR(300) NOT NULL,
	kind VARCHAR(10) NOT NULL,
	row_key LONGTEXT NOT NULL,
	changed_columns LONGTEXT NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS drover_finding (
	migration VARCHAR(64) NOT NULL,
	code VARCHAR(20) NOT NULL,
	level VARCHAR(10) NOT NULL,
	object_name LONGTEXT NOT NULL,
	message LONGTEXT NOT NULL,
	hint LONGTEXT NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS drover_route (
	migration VARCHAR(64) NOT NULL PRIMARY KEY,
	endpoint VARCHAR(300) NOT NULL,
	epoch BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
