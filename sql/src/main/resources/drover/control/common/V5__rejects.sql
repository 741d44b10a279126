-- every statement may be run again: where DDL commits by itself, a process can die half-way
CREATE TABLE IF NOT EXISTS drover_reject (
	migration VARCHAR(64) NOT NULL,
	table_name VARCHAR(300) NOT NULL,
	partition_name VARCHAR(64) NOT NULL,
	chunk BIGINT NOT NULL,
	ordinal BIGINT NOT NULL,
	row_key TEXT NOT NULL,
	row_mark TEXT NOT NULL,
	column_name VARCHAR(300) NOT NULL,
	reason TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS drover_skipped (
	migration VARCHAR(64) NOT NULL,
	table_name VARCHAR(300) NOT NULL,
	row_count BIGINT NOT NULL
);
