CREATE TABLE parent (id integer AUTO_INCREMENT PRIMARY KEY, code varchar(10) NOT NULL UNIQUE, self integer, CONSTRAINT to_self FOREIGN KEY (self) REFERENCES parent (id) ON DELETE SET NULL) COMMENT 'it''s a \\ "parent" ü' COLLATE utf8mb4_nopad_bin;
CREATE TABLE child (id bigint AUTO_INCREMENT PRIMARY KEY, parent integer NOT NULL, twin bigint, made_up integer GENERATED ALWAYS AS (parent * 2) VIRTUAL, price decimal(8,2) DEFAULT 1.50, note varchar(100) DEFAULT 'it''s' COMMENT 'a
note', flag boolean DEFAULT true, at timestamp NULL DEFAULT CURRENT_TIMESTAMP, day date DEFAULT '2024-02-29', CONSTRAINT to_parent FOREIGN KEY (parent) REFERENCES parent (id) ON DELETE CASCADE ON UPDATE CASCADE, CONSTRAINT positive CHECK (price > 0)) COLLATE utf8mb4_nopad_bin;
CREATE TABLE twins (id bigint PRIMARY KEY, child bigint, CONSTRAINT to_child FOREIGN KEY (child) REFERENCES child (id)) COLLATE utf8mb4_nopad_bin;
CREATE INDEX child_parent ON child (parent, note DESC);
CREATE UNIQUE INDEX child_twin ON child (twin);
INSERT INTO parent (code, self) VALUES ('a', 1), ('b', 1), ('c', NULL);
INSERT INTO child (id, parent, twin) VALUES (100, 1, 1), (7, 2, NULL);
INSERT INTO twins VALUES (1, 100);
ALTER TABLE child ADD CONSTRAINT circle FOREIGN KEY (twin) REFERENCES twins (id);
ALTER TABLE child ADD COLUMN blind varchar(20) COLLATE utf8mb4_general_ci CHECK (blind <> 'none');
CREATE FULLTEXT INDEX child_words ON child (note);
CREATE INDEX child_begin ON child (note(5), parent);
CREATE SEQUENCE free START WITH 5 INCREMENT BY 3;
