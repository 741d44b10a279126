CREATE TABLE key_of_json (k json PRIMARY KEY);
