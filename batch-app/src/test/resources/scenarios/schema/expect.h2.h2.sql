SELECT remarks = 'it''s a \ "parent" ü' FROM information_schema.tables WHERE table_name = 'PARENT';
SELECT remarks = 'a' || CHAR(10) || 'note' FROM information_schema.columns WHERE table_name = 'CHILD' AND column_name = 'NOTE';
SELECT NEXT VALUE FOR free = 5;
