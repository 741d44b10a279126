-- every statement may be run again: where DDL commits by itself, a process can die half-way
CREATE TABLE IF NOT EXISTS drover_step (
	migration VARCHAR(64) NOT NULL,
	name VARCHAR(40) NOT NULL,
	status VARCHAR(20) NOT NULL,
	attempts BIGINT NOT NULL,
	started_at BIGINT NOT NULL,
	ended_at BIGINT NOT NULL,
	run_millis BIGINT NOT NULL,
	PRIMARY KEY (migration, name)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS drover_progress (
	migration VARCHAR(64) NOT NULL PRIMARY KEY,
	at_millis BIGINT NOT NULL,
	work LONGTEXT NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS drover_gate (
	migration VARCHAR(64) NOT NULL PRIMARY KEY,
	opened_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
