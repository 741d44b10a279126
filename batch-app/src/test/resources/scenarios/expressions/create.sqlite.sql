CREATE TABLE goods (id integer PRIMARY KEY, status varchar(20), price decimal(10,2), amount integer, pack integer, code varchar(20), made date, sold date, active boolean, steps integer DEFAULT (abs(2 - 9) * 3 + 1),
 total integer GENERATED ALWAYS AS (amount * pack + 1) STORED,
 label varchar(60) GENERATED ALWAYS AS (coalesce(code, '?') || '/' || coalesce(status, '-')) STORED,
 CONSTRAINT known_status CHECK (status IN ('new', 'it''s sold', 'gone')),
 CONSTRAINT priced CHECK (price > 0 AND price <= 999999.99),
 CONSTRAINT in_order CHECK (sold IS NULL OR sold >= made),
 CONSTRAINT whole_packs CHECK (amount % 2 = 0),
 CONSTRAINT counted CHECK (amount BETWEEN -5 AND 1000),
 CONSTRAINT not_empty CHECK (trim(code) <> ''),
 CONSTRAINT gone_or_active CHECK (CASE WHEN status = 'gone' THEN NOT active ELSE 1 = 1 END),
 CONSTRAINT since CHECK (made >= '1999-12-31'),
 CONSTRAINT both_or_none CHECK ((pack IS NULL) = (amount IS NULL)),
 CONSTRAINT named CHECK (coalesce(code, 'none') <> 'all'),
 CONSTRAINT lettered CHECK (code GLOB '[a-z]*' OR id > 0));
INSERT INTO goods (id, status, price, amount, pack, code, made, sold, active) VALUES (1, 'new', 1.10, 12, 6, 'a-1', '2024-01-01', NULL, true), (2, 'it''s sold', 999999.99, -4, 2, '  b', '2024-02-29', '2024-02-29', true), (3, 'gone', 0.01, 0, 1, 'ü', '2000-01-01', '2024-01-01', false), (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE INDEX goods_sum ON goods ((amount + pack));
CREATE UNIQUE INDEX goods_code ON goods (code, pack);
