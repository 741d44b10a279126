-- Spring Batch looks for the last execution of each partition's step by its name, and has no index for that
CREATE INDEX IF NOT EXISTS drover_batch_step ON BATCH_STEP_EXECUTION (JOB_EXECUTION_ID, STEP_NAME);
