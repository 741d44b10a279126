CREATE TABLE documents (id uuid PRIMARY KEY, j json);
INSERT INTO documents VALUES ('00000000-0000-0000-0000-000000000000', JSON '{"b": 1, "a": [1, 2.50, null, true, "x\u00e9\n"]}'), ('ffffffff-ffff-ffff-ffff-ffffffffffff', JSON 'null'), ('12345678-90ab-cdef-1234-567890abcdef', NULL), ('00000000-0000-0000-0000-000000000001', JSON '"{}"');
CREATE TABLE moods (id integer PRIMARY KEY, m enum('sad', 'happy') NOT NULL);
INSERT INTO moods VALUES (1, 'sad'), (2, 'happy');
