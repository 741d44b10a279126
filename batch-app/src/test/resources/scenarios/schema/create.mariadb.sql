CREATE TABLE parent (id integer AUTO_INCREMENT PRIMARY KEY, code varchar(10) NOT NULL UNIQUE, self integer, CONSTRAINT to_self FOREIGN KEY (self) REFERENCES parent (id) ON DELETE SET NULL) COMMENT 'it''s a \\ "parent" ü' COLLATE utf8mb4_nopad_bin;
CREATE TABLE child (id bigint AUTO_INCREMENT PRIMARY KEY, parent integer NOT NULL, twin bigint, made_up integer GENERATED ALWAYS AS (parent * 2) VIRTUAL, price decimal(8,2) DEFAULT 1.50, note varchar(100) DEFAULT 'it''s' COMMENT 'a
note', flag boolean DEFAULT true, at timestamp NULL DEFAULT CURRENT_TIMESTAMP, day date DEFAULT '2024-02-29', CONSTRAINT to_parent FOREIGN KEY (parent) REFERENCES parent (id) ON DELETE CASCADE ON UPDATE CASCADE, CONSTRAINT positive CHECK (price > 0)) COLLATE utf8mb4_nopad_bin;
CREATE TABLE twins (id bigint PRIMARY KEY, child bigint, CONSTRAINT to_child FOREIGN KEY (child) REFERENCES child (id)) COLLATE utf8mb4_nopad_bin;
CREATE INDEX child_parent ON child (parent, note DESC);
CREATE UNIQUE INDEX child_twin ON child (twin);
INSERT INTO parent (code, self) VALUES ('a', 1), ('b', 1), ('c', NULL);
INSERT INTO child (id, parent, twin) VALUES (100, 1, 1), (7, 2, NULL);
INSERT INTO twins VALUES (1, 100);
ALTER TABLE child ADD CONSTRAINT circle FOREIGN KEY (twin) REFERENCES twins (id);
ALTER TABLE child ADD COLUMN blind varchar(20) COLLATE utf8mb4_general_ci CHECK (blind <> 'none');
CREATE FULLTEXT INDEX child_words ON child (note);
CREATE INDEX child_begin ON child (note(5), parent);
CREATE SEQUENCE free START WITH 5 INCREMENT BY 3;
CREATE TABLE facts (region varchar(10), n integer, small smallint, big bigint, exact numeric(20,6), approx double, words longtext, raw longblob, made date, moment datetime(6), PRIMARY KEY (region, n)) COLLATE utf8mb4_nopad_bin;
INSERT INTO facts VALUES ('eu', -2147483648, -32768, -9223372036854775808, -12345678901234.123456, 0.1, 'tab	, two
lines, back\\slash, ''q'', "d", 😀 漢字 ', x'00ff5c27', '2024-02-29', '1999-12-31 23:59:59.123456'), ('us', 2147483647, 32767, 9223372036854775807, 99999999999999.999999, 1.7976931348623157e308, '', x'', '9999-12-31', '2024-03-31 02:30:00'), ('ü', 0, 0, 0, 0.000001, -2.5, 'NULL', x'ff', '0001-01-01', '0001-01-01 00:00:00'), ('', 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE TABLE keyless (a integer, b varchar(20));
INSERT INTO keyless VALUES (1, 'x'), (1, 'x'), (NULL, NULL), (NULL, NULL), (2, ' x ');
CREATE TABLE takes_the_time (id int PRIMARY KEY, v int, at datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3));
INSERT INTO takes_the_time VALUES (1, 1, '2001-01-01 00:00:00.5');
CREATE TABLE two_digits (id int PRIMARY KEY, y year(2));
INSERT INTO two_digits VALUES (1, 1999), (2, 2000), (3, 2069), (4, 1970), (5, NULL);
