-- Spring Batch looks for the last execution of each partition's step by its name, and has no index for that;
-- may be run again: DDL commits by itself, and MySQL knows no IF NOT EXISTS for indexes
SET @drover_statement = (
	SELECT IF(count(*) = 0,
		'CREATE INDEX drover_batch_step ON BATCH_STEP_EXECUTION (JOB_EXECUTION_ID, STEP_NAME)',
		'DO 0')
	FROM information_schema.statistics
	WHERE table_schema = DATABASE() AND index_name = 'drover_batch_step'
);

PREPARE drover_step FROM @drover_statement;

EXECUTE drover_step;

DEALLOCATE PREPARE drover_step;
