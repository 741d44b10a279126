-- every statement may be run again: where DDL commits by itself, a process can die half-way
ALTER TABLE drover_reject ADD COLUMN IF NOT EXISTS key_mark VARCHAR(64) DEFAULT '' NOT NULL;

CREATE INDEX IF NOT EXISTS drover_reject_key ON drover_reject (migration, table_name, key_mark);
