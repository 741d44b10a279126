SELECT ten = '0000000001' AND CHAR_LENGTH(all_of_them) = 64 FROM bits_with_leading_zeros WHERE id = 1;
SELECT count(*) = 2 FROM zero_dates WHERE d IS NULL AND at IS NULL;
SELECT d = DATE '2024-02-29' AND at = TIMESTAMP '2024-02-29 12:00:00.5' FROM zero_dates WHERE id = 1;
SELECT g LIKE 'E6100000%' FROM geometry_with_srid WHERE id = 1;
SELECT count(*) = 2 FROM tinyint_one_holding_two WHERE (id = 1 AND flag = 2) OR (id = 2 AND flag = -1);
SELECT y = 0 FROM year_zero WHERE id = 1;
