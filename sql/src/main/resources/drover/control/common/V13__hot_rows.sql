-- every statement may be run again: where DDL commits by itself, a process can die half-way
CREATE TABLE IF NOT EXISTS drover_hot_row (
	migration VARCHAR(64) NOT NULL,
	table_name VARCHAR(300) NOT NULL,
	row_key TEXT NOT NULL
);

CREATE INDEX IF NOT EXISTS drover_hot_row_table ON drover_hot_row (migration, table_name);
