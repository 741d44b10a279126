SELECT table_comment = 'it''s a \\ "parent" ü' FROM information_schema.tables WHERE table_schema = DATABASE() AND lower(table_name) = 'parent';
SELECT column_comment = 'a\nnote' FROM information_schema.columns WHERE table_schema = DATABASE() AND lower(table_name) = 'child' AND lower(column_name) = 'note';
