CREATE TABLE fine (id integer PRIMARY KEY, t text);
INSERT INTO fine VALUES (1, char(65533)), (2, 'a?b'), (3, '😀');
CREATE TABLE broken (id integer PRIMARY KEY, t text);
INSERT INTO broken VALUES (1, 'fine'), (2, CAST(X'61ff62' AS text));
CREATE TABLE broken_key (name text PRIMARY KEY, n integer);
INSERT INTO broken_key VALUES ('a', 1), (CAST(X'80' AS text), 2), ('é', 3);
CREATE TABLE half (id integer PRIMARY KEY, t varchar(9));
INSERT INTO half VALUES (1, CAST(X'61eda08062' AS text));
