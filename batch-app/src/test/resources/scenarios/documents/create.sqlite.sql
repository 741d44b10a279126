CREATE TABLE documents (id uuid PRIMARY KEY, j json);
INSERT INTO documents VALUES ('00000000-0000-0000-0000-000000000000', '{"b": 1, "a": [1, 2.50, null, true, "x\u00e9\n"]}'), ('ffffffff-ffff-ffff-ffff-ffffffffffff', 'null'), ('12345678-90ab-cdef-1234-567890abcdef', NULL), ('00000000-0000-0000-0000-000000000001', '"{}"');
CREATE TABLE no_uuid (id integer PRIMARY KEY, u uuid);
INSERT INTO no_uuid VALUES (3, 'abc');
CREATE TABLE no_json (id integer PRIMARY KEY, j json);
INSERT INTO no_json VALUES (4, '{"open": ');
