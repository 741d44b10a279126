SELECT LEFT(HEX(g), 8) = 'E6100000' FROM geometry_with_srid WHERE id = 1;
SELECT HEX(t) = '80818D8F909D9F' FROM utf8_bytes_in_latin1 WHERE id = 4;
SELECT count(*) = 1 FROM zero_dates WHERE CAST(d AS CHAR) = '0000-00-00';
SELECT count(*) = 2 FROM tinyint_one_holding_two WHERE (id = 1 AND flag = 2) OR (id = 2 AND flag = -1);
