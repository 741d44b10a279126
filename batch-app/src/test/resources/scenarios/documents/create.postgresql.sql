CREATE TABLE documents (id uuid PRIMARY KEY, j json, b jsonb);
INSERT INTO documents VALUES ('00000000-0000-0000-0000-000000000000', '{"b": 1, "a": [1, 2.50, null, true, "x\u00e9\n\"q\""]}', '{"b": 1, "a": 123456789012345678901234567890.1}'), ('ffffffff-ffff-ffff-ffff-ffffffffffff', 'null', '"text"'), ('12345678-90ab-cdef-1234-567890abcdef', NULL, NULL), ('00000000-0000-0000-0000-000000000001', '{}', '[]');
CREATE TABLE exotic (id integer PRIMARY KEY, a integer[], r int4range, x xml, ip inet, b bit(4), m money);
INSERT INTO exotic VALUES (1, '{1,2,NULL}', '[1,5)', '<a>b</a>', '10.0.0.1/8', '0101', 12.34), (2, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE moods (id integer PRIMARY KEY, m mood NOT NULL);
INSERT INTO moods VALUES (1, 'sad'), (2, 'happy');
