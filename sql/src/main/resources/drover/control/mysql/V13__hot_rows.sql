-- every statement may be run again: where DDL commits by itself, a process can die half-way
CREATE TABLE IF NOT EXISTS drover_hot_row (
	migration VARCHAR(64) NOT NULL,
	table_name VARCHAR(300) NOT NULL,
	row_key LONGTEXT NOT NULL,
	KEY drover_hot_row_table (migration, table_name)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
