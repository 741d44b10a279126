CREATE TABLE customers (id bigint NOT NULL, name varchar(80) NOT NULL, email varchar(120) NOT NULL, note text, active boolean NOT NULL, created_at timestamptz NOT NULL);
CREATE TABLE restaurants (id int NOT NULL, name varchar(80) NOT NULL, city varchar(60) NOT NULL, rating double precision, open boolean NOT NULL);
CREATE TABLE orders (id bigint NOT NULL, customer_id bigint NOT NULL, restaurant_id int NOT NULL, status varchar(20) NOT NULL, total numeric(12,2) NOT NULL, placed_at timestamptz NOT NULL, tracking uuid NOT NULL);
CREATE TABLE order_items (order_id bigint NOT NULL, line_no int NOT NULL, dish varchar(80) NOT NULL, quantity int NOT NULL, price numeric(10,2) NOT NULL);
CREATE TABLE payments (id bigint NOT NULL, order_id bigint NOT NULL, method varchar(20) NOT NULL, amount numeric(12,2) NOT NULL, paid boolean NOT NULL, paid_at timestamptz NOT NULL);
