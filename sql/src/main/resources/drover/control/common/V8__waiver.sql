-- every statement may be run again: where DDL commits by itself, a process can die half-way
CREATE TABLE IF NOT EXISTS drover_waiver (
	migration VARCHAR(64) NOT NULL PRIMARY KEY,
	given_at BIGINT NOT NULL
);
