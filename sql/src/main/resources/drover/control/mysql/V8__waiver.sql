-- every statement may be run again: where DDL commits by itself, a process can die half-way
CREATE TABLE IF NOT EXISTS drover_waiver (
	migration VARCHAR(64) NOT NULL PRIMARY KEY,
	given_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
