-- every statement may be run again: where DDL commits by itself, a process can die half-way
-- and MySQL knows no CREATE INDEX IF NOT EXISTS
SET @drover_statement = (
	SELECT IF(count(*) = 0,
		'CREATE INDEX drover_reject_chunk ON drover_reject (migration, table_name, partition_name, chunk)',
		'DO 0')
	FROM information_schema.statistics
	WHERE table_schema = DATABASE() AND table_name = 'drover_reject' AND index_name = 'drover_reject_chunk'
);

PREPARE drover_step FROM @drover_statement;

EXECUTE drover_step;

DEALLOCATE PREPARE drover_step;
