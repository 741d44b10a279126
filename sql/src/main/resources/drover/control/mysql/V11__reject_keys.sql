-- every statement may be run again: where DDL commits by itself, a process can die half-way
-- and MySQL knows no IF NOT EXISTS for columns and indexes
SET @drover_statement = (
	SELECT IF(count(*) = 0, 'ALTER TABLE drover_reject ADD COLUMN key_mark VARCHAR(64) NOT NULL DEFAULT ''''', 'DO 0')
	FROM information_schema.columns
	WHERE table_schema = DATABASE() AND table_name = 'drover_reject' AND column_name = 'key_mark'
);

PREPARE drover_step FROM @drover_statement;

EXECUTE drover_step;

DEALLOCATE PREPARE drover_step;

SET @drover_statement = (
	SELECT IF(count(*) = 0,
		'CREATE INDEX drover_reject_key ON drover_reject (migration, table_name, key_mark)',
		'DO 0')
	FROM information_schema.statistics
	WHERE table_schema = DATABASE() AND table_name = 'drover_reject' AND index_name = 'drover_reject_key'
);

PREPARE drover_step FROM @drover_statement;

EXECUTE drover_step;

DEALLOCATE PREPARE drover_step;
