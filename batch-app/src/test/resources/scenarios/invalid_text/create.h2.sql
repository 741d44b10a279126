CREATE TABLE fine (id integer PRIMARY KEY, t varchar);
INSERT INTO fine VALUES (1, CHAR(65533)), (2, 'a?b'), (3, '😀');
CREATE TABLE half (id integer PRIMARY KEY, t varchar);
INSERT INTO half VALUES (1, 'fine'), (2, 'a' || CHAR(55296) || 'b');
