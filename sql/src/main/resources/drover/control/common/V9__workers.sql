-- every statement may be run again: where DDL commits by itself, a process can die half-way
CREATE TABLE IF NOT EXISTS drover_worker (
	id VARCHAR(64) NOT NULL PRIMARY KEY,
	process VARCHAR(300) NOT NULL,
	version VARCHAR(100) NOT NULL,
	protocol INTEGER NOT NULL,
	channel VARCHAR(10) NOT NULL,
	labels VARCHAR(1000) NOT NULL,
	slots INTEGER NOT NULL,
	busy INTEGER NOT NULL,
	draining INTEGER NOT NULL,
	started_at BIGINT NOT NULL,
	beat_at BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS drover_claim (
	migration VARCHAR(64) NOT NULL,
	step VARCHAR(20) NOT NULL,
	name VARCHAR(350) NOT NULL,
	content TEXT NOT NULL,
	state VARCHAR(10) NOT NULL,
	epoch BIGINT NOT NULL,
	worker VARCHAR(64),
	stop_requested INTEGER NOT NULL,
	failures INTEGER NOT NULL,
	trouble TEXT,
	rows_done BIGINT NOT NULL,
	bytes_done BIGINT NOT NULL,
	rows_per_second DOUBLE PRECISION NOT NULL,
	PRIMARY KEY (migration, step, name)
);

CREATE INDEX IF NOT EXISTS drover_claim_worker ON drover_claim (worker);

CREATE TABLE IF NOT EXISTS drover_sweep (
	migration VARCHAR(64) NOT NULL,
	asker VARCHAR(64) NOT NULL,
	wanted BIGINT NOT NULL,
	done BIGINT NOT NULL,
	PRIMARY KEY (migration, asker)
);
