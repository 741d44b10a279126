-- every statement may be run again: where DDL commits by itself, a process can die half-way
CREATE INDEX IF NOT EXISTS drover_reject_chunk ON drover_reject (migration, table_name, partition_name, chunk);
