CREATE TABLE "Order" ("select" integer PRIMARY KEY, "From" varchar(20), "fro m" varchar(20), "a b" varchar(20), "semi;colon" varchar(20), "quo""te" varchar(20), "x.y" varchar(20), "back\slash" varchar(20), "ünï😀" varchar(20), "%s" varchar(20), "?" varchar(20), "it's" varchar(20));
INSERT INTO "Order" VALUES (1, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k'), (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE TABLE "quo""te's; table" ("id" integer PRIMARY KEY, "user" integer REFERENCES "Order" ("select"));
INSERT INTO "quo""te's; table" VALUES (1, 1);
CREATE TABLE "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz12345678901" ("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz12345678901" integer PRIMARY KEY);
INSERT INTO "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz12345678901" VALUES (1);
CREATE INDEX "index; of ""Order""" ON "Order" ("a b");
