CREATE TABLE parent (id integer PRIMARY KEY);
CREATE TABLE child (id integer PRIMARY KEY, parent integer, CONSTRAINT child_parent FOREIGN KEY (parent) REFERENCES parent (id));
INSERT INTO parent VALUES (1);
SET foreign_key_checks = 0;
INSERT INTO child VALUES (1, 1), (2, 77), (3, NULL), (4, 78);
