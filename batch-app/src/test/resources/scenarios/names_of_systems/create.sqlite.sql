CREATE TABLE hidden (id integer PRIMARY KEY, db_row_id varchar(20), "DB_TRX_ID" varchar(20), xmax varchar(20));
