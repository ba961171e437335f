-- Lines that left before the ERP took their order off its stock: without a look at all that was ever shipped they are found by this.

CREATE TABLE left_early (
  order_id BIGINT NOT NULL COMMENT 'sales_order.id',
  external_id VARCHAR(128) NOT NULL COMMENT 'order_line.external_id; pieces, state and whether the ERP has it are read there and in erp_link',
  shop_id BIGINT NOT NULL COMMENT 'shop.id, for the index',
  code VARCHAR(128) NOT NULL COMMENT 'as order_line.code',
  found_at DATETIME(3) NOT NULL COMMENT 'when the version was read that first showed it, UTC; 30 days later the row goes in any case',
  PRIMARY KEY (order_id, external_id),
  KEY ix_left_early_code (shop_id, code) COMMENT 'pieces that the ERP''s stock holds still'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='order lines that left while the ERP did not have their order, or its stock was not read since it took it; a row goes when both are so';

-- What stands so at the upgrade, of orders placed in the last 30 days: by shop, state and time, lines only of what the ERP does not have.
INSERT INTO left_early (order_id, external_id, shop_id, code, found_at)
SELECT STRAIGHT_JOIN l.order_id, l.external_id, o.shop_id, l.code, o.read_at
FROM shop s
JOIN sales_order o FORCE INDEX (ix_sales_order_open) ON o.shop_id = s.id
  AND o.status IN ('UNPAID', 'PAID', 'PARTLY_SHIPPED', 'SHIPPED', 'COMPLETED')
  AND o.placed_at >= UTC_TIMESTAMP(3) - INTERVAL 30 DAY
LEFT JOIN erp_link k ON k.shop_id = o.shop_id AND k.kind = 'order' AND k.external_id = o.external_id
JOIN order_line l ON l.order_id = o.id
WHERE s.role = 'shop' AND EXISTS (SELECT 1 FROM shop x WHERE x.role = 'erp') AND s.go_live_from <= IF(o.cash_on_delivery, o.placed_at, IFNULL(o.paid_at, o.placed_at))
  AND (k.accepted_at IS NULL OR k.accepted_at > (
    SELECT IFNULL(LEAST(c.watermark, c.last_good_at), '1970-01-01') FROM checkpoint c
    JOIN shop x ON x.id = c.shop_id AND x.role = 'erp' AND x.state <> 'out' WHERE c.stream = 'stock' LIMIT 1))
  AND l.status <> 'CLOSED' AND (o.status IN ('SHIPPED', 'COMPLETED') OR l.status IN ('SHIPPED', 'COMPLETED'));
