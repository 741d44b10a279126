-- every statement may be run again: where DDL commits by itself, a process can die half-way
CREATE TABLE IF NOT EXISTS drover_reject (
	migration VARCHAR(64) NOT NULL,
	table_name VARCHAR(300) NOT NULL,
	partition_name VARCHAR(64) NOT NULL,
	chunk BIGINT NOT NULL,
	ordinal BIGINT NOT NULL,
	row_key LONGTEXT NOT NULL,
	row_mark LONGTEXT NOT NULL,
	column_name VARCHAR(300) NOT NULL,
	reason LONGTEXT NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS drover_skipped (
	migration VARCHAR(64) NOT NULL,
	table_name VARCHAR(300) NOT NULL,
	row_count BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
