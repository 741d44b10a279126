CREATE TABLE parent (id integer PRIMARY KEY AUTOINCREMENT, code varchar(10) NOT NULL UNIQUE, self integer REFERENCES parent (id) ON DELETE SET NULL);
CREATE TABLE child (id integer PRIMARY KEY, parent integer NOT NULL REFERENCES parent (id) ON DELETE CASCADE ON UPDATE CASCADE, twin bigint REFERENCES twins (id), made_up integer GENERATED ALWAYS AS (parent * 2) STORED, price numeric(8,2) DEFAULT 1.50, note text DEFAULT 'it''s', flag boolean DEFAULT true, at datetime DEFAULT CURRENT_TIMESTAMP, day date DEFAULT '2024-02-29', CONSTRAINT positive CHECK (price > 0));
CREATE TABLE twins (id bigint PRIMARY KEY, child bigint REFERENCES child (id));
CREATE INDEX child_parent ON child (parent, note DESC);
CREATE UNIQUE INDEX child_twin ON child (twin);
CREATE INDEX child_lower ON child (lower(note));
CREATE INDEX child_part ON child (note) WHERE flag;
INSERT INTO parent (code, self) VALUES ('a', 1), ('b', 1), ('c', NULL);
INSERT INTO child (id, parent, twin) VALUES (100, 1, NULL), (7, 2, NULL);
INSERT INTO twins VALUES (1, 100);
UPDATE child SET twin = 1 WHERE id = 100;
CREATE TABLE facts (region varchar(10), n integer, small smallint, big bigint, exact numeric(12,6), approx double, words text, raw blob, made date, moment datetime, PRIMARY KEY (region, n));
INSERT INTO facts VALUES ('eu', -2147483648, -32768, -9223372036854775808, -123456.123456, 0.1, 'tab	, two
lines, back\slash, ''q'', "d", 😀 漢字 ', x'00ff5c27', '2024-02-29', '1999-12-31 23:59:59.123456'), ('us', 2147483647, 32767, 9223372036854775807, 999999.999999, 1.7976931348623157e308, '', x'', '9999-12-31', '2024-03-31 02:30:00'), ('ü', 0, 0, 0, 0.000001, -2.5, 'NULL', x'ff', '0001-01-01', '0001-01-01 00:00:00'), ('', 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE TABLE keyless (a integer, b varchar(20));
INSERT INTO keyless VALUES (1, 'x'), (1, 'x'), (NULL, NULL), (NULL, NULL), (2, ' x ');
