-- every statement may be run again: where DDL commits by itself, a process can die half-way.
-- What tells one control database from all others: two may share a broker.
CREATE TABLE IF NOT EXISTS drover_control (
	one INTEGER NOT NULL PRIMARY KEY,
	id VARCHAR(32) NOT NULL
);

INSERT INTO drover_control (one, id)
SELECT 1, REPLACE(CAST(RANDOM_UUID() AS VARCHAR), '-', '') WHERE NOT EXISTS (SELECT 1 FROM drover_control);
