SELECT ten = '0000000001' AND length(all_of_them) = 64 FROM bits_with_leading_zeros WHERE id = 1;
SELECT count(*) = 2 FROM zero_dates WHERE d IS NULL AND at IS NULL;
SELECT d = '2024-02-29' AND at = '2024-02-29 12:00:00.5' AND fine = '2024-02-29 12:00:00.000001' AND ts = '2024-02-29 12:00:00.000001+00' FROM zero_dates WHERE id = 1;
SELECT flag = 2 FROM tinyint_one_holding_two WHERE id = 1;
SELECT encode(convert_to(t, 'UTF8'), 'hex') = 'e282acc281c28dc28fc290c29dc5b8' FROM utf8_bytes_in_latin1 WHERE id = 4;
SELECT g LIKE 'E6100000%' FROM geometry_with_srid WHERE id = 1;
SELECT y = 0 FROM year_zero WHERE id = 1;
