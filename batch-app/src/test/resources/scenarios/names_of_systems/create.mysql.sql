CREATE TABLE hidden (id integer PRIMARY KEY, ctid varchar(20), `Xmin` varchar(20));
