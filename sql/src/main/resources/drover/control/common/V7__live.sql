-- every statement may be run again: where DDL commits by itself, a process can die half-way
CREATE TABLE IF NOT EXISTS drover_switch (
	migration VARCHAR(64) NOT NULL PRIMARY KEY,
	direction VARCHAR(10) NOT NULL,
	epoch BIGINT NOT NULL,
	coordinator VARCHAR(300) NOT NULL,
	gate_session VARCHAR(300) NOT NULL,
	pause_millis BIGINT NOT NULL,
	ended INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS drover_sync (
	migration VARCHAR(64) NOT NULL PRIMARY KEY,
	applied BIGINT NOT NULL,
	waiting BIGINT NOT NULL,
	most_waiting BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS drover_audit (
	migration VARCHAR(64) NOT NULL,
	at_millis BIGINT NOT NULL,
	actor VARCHAR(300) NOT NULL,
	action VARCHAR(40) NOT NULL,
	detail TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS drover_fingerprint (
	migration VARCHAR(64) NOT NULL,
	side VARCHAR(300) NOT NULL,
	prints TEXT NOT NULL,
	PRIMARY KEY (migration, side)
);
