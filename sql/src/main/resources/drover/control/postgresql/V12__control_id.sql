-- every statement may be run again: where DDL commits by itself, a process can die half-way.
-- What tells one control database from all others: two may share a broker.
CREATE TABLE IF NOT EXISTS drover_control (
	one INTEGER NOT NULL PRIMARY KEY,
	id VARCHAR(32) NOT NULL
);

INSERT INTO drover_control (one, id)
SELECT 1, md5(concat(random(), ' ', random(), ' ', clock_timestamp(), ' ', pg_backend_pid(), ' ', inet_server_addr()))
ON CONFLICT (one) DO NOTHING;
