CREATE TABLE huge_rows_in_one_batch (id int PRIMARY KEY, t text, b bytea);
INSERT INTO huge_rows_in_one_batch SELECT i, repeat('ü😀\', 150000 - i), decode(repeat(md5(i::text), 30000 - i), 'hex') FROM generate_series(1, 4) i;
INSERT INTO huge_rows_in_one_batch SELECT i, 'small', '\x00' FROM generate_series(5, 300) i;
