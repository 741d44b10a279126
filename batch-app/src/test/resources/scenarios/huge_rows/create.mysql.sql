CREATE TABLE huge_rows_in_one_batch (id int PRIMARY KEY, t longtext, b longblob);
INSERT INTO huge_rows_in_one_batch WITH RECURSIVE s (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < 4) SELECT i, REPEAT('ü😀\\', 150000 - i), UNHEX(REPEAT(MD5(i), 30000 - i)) FROM s;
INSERT INTO huge_rows_in_one_batch WITH RECURSIVE s (i) AS (SELECT 5 UNION ALL SELECT i + 1 FROM s WHERE i < 300) SELECT i, 'small', x'00' FROM s;
