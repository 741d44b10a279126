CREATE TABLE t (id integer PRIMARY KEY, "From" text, "from" text);
CREATE TABLE "T" (id integer PRIMARY KEY);
