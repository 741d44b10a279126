CREATE TABLE fine (id integer PRIMARY KEY, v integer);
CREATE INDEX fine_abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz_1 ON fine (v);
CREATE INDEX fine_abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz_2 ON fine (v DESC);
CREATE TABLE table_abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz (id integer PRIMARY KEY);
