-- Of :rows rows in all: customers 2 %, 5,000 restaurants, orders 20 %, their items 58 %, payments 20 %.
INSERT INTO customers SELECT i, 'Customer ' || i, 'c' || i || '@example.org', CASE WHEN i % 7 = 0 THEN repeat('note ', i % 20) END,
       i % 3 <> 0, timestamptz '2020-01-01 00:00+00' + i * interval '17 s' FROM generate_series(1, :rows / 50) i;
INSERT INTO restaurants SELECT i, 'Restaurant ' || i, 'City ' || i % 300, (i % 50) / 10.0, i % 5 <> 0 FROM generate_series(1, 5000) i;
INSERT INTO orders SELECT i, 1 + (i::bigint * 7919) % (:rows / 50), 1 + i % 5000, (ARRAY['placed', 'cooking', 'delivered', 'cancelled'])[1 + i % 4],
       (i % 10000) / 100.0 + 5, timestamptz '2024-01-01 00:00+00' + i * interval '3 s', md5(i::text)::uuid FROM generate_series(1, :rows / 5) i;
INSERT INTO order_items SELECT 1 + (i - 1) / 3, 1 + (i - 1) % 3, 'Dish number ' || i % 997, 1 + i % 4, (i % 3000) / 100.0 + 1
  FROM generate_series(1, :rows::bigint * 58 / 100) i;
INSERT INTO payments SELECT i, i, (ARRAY['card', 'cash', 'wallet'])[1 + i % 3], (i % 10000) / 100.0 + 5, i % 50 <> 0,
       timestamptz '2024-01-01 00:00+00' + i * interval '3 s' FROM generate_series(1, :rows / 5) i;
