CREATE TABLE key_of_json (k jsonb PRIMARY KEY);
CREATE TABLE no_columns ();
