-- Orders that are late: those still to be shipped are found without a look at all others, and who was told of which is known.

ALTER TABLE sales_order ADD KEY ix_sales_order_open (shop_id, status, placed_at) COMMENT 'orders still to be shipped';

CREATE TABLE late_order (
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  external_id VARCHAR(128) NOT NULL COMMENT 'as sales_order.external_id',
  since DATETIME(3) NOT NULL COMMENT 'paid, cash on delivery: placed, UTC: the promise counts from here',
  promised_at DATETIME(3) NOT NULL COMMENT 'until then the shop promised to ship, UTC',
  found_at DATETIME(3) NOT NULL COMMENT 'when a mail was asked for, UTC',
  PRIMARY KEY (shop_id, external_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='orders whose promised shipping time is near or over; a row goes when the order is shipped or closed';
