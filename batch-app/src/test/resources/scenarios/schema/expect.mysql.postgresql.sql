SELECT obj_description('parent'::regclass) = 'it''s a \ "parent" ü';
SELECT col_description('child'::regclass, attnum) = E'a\nnote' FROM pg_attribute WHERE attrelid = 'child'::regclass AND attname = 'note';
