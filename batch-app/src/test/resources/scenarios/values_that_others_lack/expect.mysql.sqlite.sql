SELECT ten = '0000000001' AND length(all_of_them) = 64 FROM bits_with_leading_zeros WHERE id = 1;
SELECT d = '0000-00-00' FROM zero_dates WHERE id = 2;
SELECT t = '-838:59:59' FROM clock_of_838_hours WHERE id = 2;
SELECT g LIKE 'E6100000%' FROM geometry_with_srid WHERE id = 1;
SELECT count(*) = 2 FROM tinyint_one_holding_two WHERE (id = 1 AND flag = 2) OR (id = 2 AND flag = -1);
SELECT y = 0 FROM year_zero WHERE id = 1;
