-- every statement may be run again: where DDL commits by itself, a process can die half-way.
-- What tells one control database from all others: two may share a broker.
CREATE TABLE IF NOT EXISTS drover_control (
	one INTEGER NOT NULL PRIMARY KEY,
	id VARCHAR(32) NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT IGNORE INTO drover_control (one, id) VALUES (1, MD5(CONCAT(UUID(), ' ', RAND(), ' ', CONNECTION_ID())));
