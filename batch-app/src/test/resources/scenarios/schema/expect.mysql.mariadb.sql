SELECT table_comment = 'it''s a \\ "parent" ü' FROM information_schema.tables WHERE table_schema = DATABASE() AND lower(table_name) = 'parent';
SELECT column_comment = 'a\nnote' FROM information_schema.columns WHERE table_schema = DATABASE() AND lower(table_name) = 'child' AND lower(column_name) = 'note';
FAILS UPDATE child SET blind = 'NONE';
SELECT count(*) = 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND index_name = 'child_words' AND index_type = 'FULLTEXT';
SELECT sub_part = 5 FROM information_schema.statistics WHERE table_schema = DATABASE() AND index_name = 'child_begin' AND seq_in_index = 1;
