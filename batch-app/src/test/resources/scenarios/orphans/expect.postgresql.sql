FAILS INSERT INTO child VALUES (9, 99);
SELECT NOT convalidated FROM pg_constraint WHERE contype = 'f';
