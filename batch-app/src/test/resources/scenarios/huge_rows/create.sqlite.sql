CREATE TABLE huge_rows_in_one_batch (id integer PRIMARY KEY, t text, b blob);
INSERT INTO huge_rows_in_one_batch WITH RECURSIVE s (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < 4) SELECT i, replace(hex(zeroblob(75000 - i)), '0', 'ü😀\'), randomblob(500000 + i) FROM s;
INSERT INTO huge_rows_in_one_batch WITH RECURSIVE s (i) AS (SELECT 5 UNION ALL SELECT i + 1 FROM s WHERE i < 300) SELECT i, 'small', x'00' FROM s;
