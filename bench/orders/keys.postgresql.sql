ALTER TABLE order_items ADD PRIMARY KEY (order_id, line_no);
ALTER TABLE customers ADD PRIMARY KEY (id);
ALTER TABLE restaurants ADD PRIMARY KEY (id);
ALTER TABLE orders ADD PRIMARY KEY (id);
ALTER TABLE payments ADD PRIMARY KEY (id);
CREATE INDEX orders_customer ON orders (customer_id);
CREATE INDEX orders_placed ON orders (placed_at);
CREATE INDEX payments_order ON payments (order_id);
