CREATE TABLE words (id integer PRIMARY KEY, t text, v varchar(20), c char(5));
INSERT INTO words VALUES (1, '', '', ''), (2, NULL, NULL, NULL), (3, E'tab\tnl\ncr\rback\\slash', E'\\N', E'\\.'), (4, E'\\N', E'\\.', 'a'), (5, '😀 𝒳 Ünïcødé 漢字', '😀', 'é'), (6, 'trailing   ', 'trailing   ', 'ab   '), (7, '   leading', '  x', '  x'), (8, 'it''s "quoted" `back`', '''', '"'), (9, E'\u00a0\u2028\ufeff', E'\u200b', E'\u00a0'), (10, E'line\r\n', E'\r\n', E'a\n'), (11, 'NULL', 'null', 'NULL'), (12, E'\x01\x1f\x7f', E'\x08', E'\x0b'), (13, E'e\u0301', 'é', 'x');
CREATE TABLE long_text (id integer PRIMARY KEY, t text);
INSERT INTO long_text VALUES (1, repeat('xyé\', 1250000)), (2, repeat(' ', 100000));
CREATE TABLE raw (id integer PRIMARY KEY, b bytea);
INSERT INTO raw VALUES (1, ''), (2, NULL), (3, '\x00'), (4, '\x0001fffe5c4e0a0d09'), (5, '\xff'), (6, decode(repeat('00ff', 500000), 'hex'));
