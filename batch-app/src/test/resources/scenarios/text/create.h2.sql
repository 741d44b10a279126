CREATE TABLE words (id integer PRIMARY KEY, t varchar, v varchar(20), c char(5), l clob);
INSERT INTO words VALUES (1, '', '', '', ''), (2, NULL, NULL, NULL, NULL), (3, U&'tab\0009nl\000acr\000dback\\slash', '\N', '\.', '\N'), (5, '😀 𝒳 Ünïcødé 漢字', '😀', 'é', '😀'), (6, 'trailing   ', 'trailing   ', 'ab   ', ' x '), (7, '   leading', '  x', '  x', ''), (8, 'it''s "quoted" `back`', '''', '"', ''''), (10, U&'line\000d\000a', U&'\000d\000a', U&'a\000a', U&'\000a'), (11, 'NULL', 'null', 'NULL', 'NULL');
CREATE TABLE long_text (id integer PRIMARY KEY, t clob);
INSERT INTO long_text VALUES (1, REPEAT('xyé\', 1250000)), (2, REPEAT(' ', 100000));
CREATE TABLE raw (id integer PRIMARY KEY, b varbinary, f binary(3), l blob);
INSERT INTO raw VALUES (1, X'', X'000000', X''), (2, NULL, NULL, NULL), (3, X'00', X'00ff00', X'00'), (4, X'0001fffe5c4e0a0d09', X'5c4e0a', X'ff'), (5, X'ff', X'ffffff', X'00ff');
CREATE TABLE nul (id integer PRIMARY KEY, t varchar);
INSERT INTO nul VALUES (1, 'fine'), (2, 'a' || CHAR(0) || 'b');
