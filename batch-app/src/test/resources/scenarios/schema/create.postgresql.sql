CREATE TABLE parent (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, code varchar(10) NOT NULL UNIQUE, self integer REFERENCES parent (id) ON DELETE SET NULL);
CREATE TABLE child (id bigserial PRIMARY KEY, parent integer NOT NULL CONSTRAINT fk REFERENCES parent (id) ON DELETE CASCADE ON UPDATE CASCADE, twin bigint, made_up integer GENERATED ALWAYS AS (parent * 2) STORED, price numeric(8,2) DEFAULT 1.50, note text DEFAULT 'it''s', flag boolean DEFAULT true, at timestamptz DEFAULT now(), day date DEFAULT '2024-02-29', CONSTRAINT positive CHECK (price > 0));
CREATE TABLE twins (id bigint PRIMARY KEY, child bigint CONSTRAINT fk REFERENCES child (id));
CREATE INDEX child_parent ON child (parent, note DESC);
CREATE UNIQUE INDEX child_twin ON child (twin);
CREATE INDEX child_lower ON child (lower(note));
CREATE INDEX child_part ON child (note) WHERE flag;
INSERT INTO parent (code, self) VALUES ('a', 1), ('b', 1), ('c', NULL);
INSERT INTO child (id, parent, twin) VALUES (100, 1, 1), (7, 2, NULL);
INSERT INTO twins VALUES (1, 100);
ALTER TABLE child ADD CONSTRAINT circle FOREIGN KEY (twin) REFERENCES twins (id);
CREATE SEQUENCE free START WITH 5 INCREMENT BY 3;
SELECT nextval('free');
COMMENT ON TABLE parent IS 'it''s a \ "parent" ü';
COMMENT ON COLUMN child.note IS 'a
note';
CREATE TABLE facts (region varchar(10), n integer, small smallint, big bigint, exact numeric(20,6), approx double precision, words text, raw bytea, made date, moment timestamp, PRIMARY KEY (region, n));
INSERT INTO facts VALUES ('eu', -2147483648, -32768, -9223372036854775808, -12345678901234.123456, 0.1, 'tab	, two
lines, back\slash, ''q'', "d", 😀 漢字 ', '\x00ff5c27', '2024-02-29', '1999-12-31 23:59:59.123456'), ('us', 2147483647, 32767, 9223372036854775807, 99999999999999.999999, 1.7976931348623157e308, '', '\x', '9999-12-31', '2024-03-31 02:30:00'), ('ü', 0, 0, 0, 0.000001, -2.5, 'NULL', '\xff', '0001-01-01', '0001-01-01 00:00:00'), ('', 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE TABLE keyless (a integer, b varchar(20));
INSERT INTO keyless VALUES (1, 'x'), (1, 'x'), (NULL, NULL), (NULL, NULL), (2, ' x ');
CREATE SEQUENCE at_its_end MAXVALUE 2;
SELECT setval('at_its_end', 2);
CREATE TABLE halves (a integer, b integer, PRIMARY KEY (a, b));
INSERT INTO halves VALUES (1, 2);
CREATE TABLE whole (id integer PRIMARY KEY, a integer, b integer, FOREIGN KEY (a, b) REFERENCES halves MATCH FULL);
INSERT INTO whole VALUES (1, 1, 2), (2, NULL, NULL);
CREATE TABLE loosened (id integer PRIMARY KEY, a integer NOT NULL, b integer, FOREIGN KEY (a, b) REFERENCES halves ON UPDATE CASCADE ON DELETE SET NULL (b));
INSERT INTO loosened VALUES (1, 1, 2);
