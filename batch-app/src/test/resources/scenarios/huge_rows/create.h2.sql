CREATE TABLE huge_rows_in_one_batch (id integer PRIMARY KEY, t varchar, b varbinary);
INSERT INTO huge_rows_in_one_batch SELECT x, REPEAT('ü😀\', 150000 - x), CAST(REPEAT('0a5c00ff', 100000 - x) AS varbinary) FROM SYSTEM_RANGE(1, 4);
INSERT INTO huge_rows_in_one_batch SELECT x, 'small', X'00' FROM SYSTEM_RANGE(5, 300);
