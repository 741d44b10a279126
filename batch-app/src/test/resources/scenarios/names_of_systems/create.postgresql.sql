CREATE TABLE hidden (id integer PRIMARY KEY, db_roll_ptr varchar(20), fts_doc_id varchar(20), rowid varchar(20));
