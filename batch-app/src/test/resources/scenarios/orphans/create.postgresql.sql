CREATE TABLE parent (id integer PRIMARY KEY);
CREATE TABLE child (id integer PRIMARY KEY, parent integer);
INSERT INTO parent VALUES (1);
INSERT INTO child VALUES (1, 1), (2, 77), (3, NULL), (4, 78);
ALTER TABLE child ADD CONSTRAINT child_parent FOREIGN KEY (parent) REFERENCES parent (id) NOT VALID;
