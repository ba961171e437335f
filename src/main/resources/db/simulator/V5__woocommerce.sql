-- What a simulated WooCommerce site keeps beside the trade.

CREATE TABLE sim_woocommerce_word (
  shop_key VARCHAR(63) NOT NULL COMMENT 'the simulated shop',
  kind VARCHAR(8) NOT NULL COMMENT 'order, product, review',
  id BIGINT NOT NULL COMMENT 'tid, item_id or oid of the trade',
  status VARCHAR(40) NOT NULL DEFAULT '' COMMENT 'the platform''s status where it is not the one that follows from the trade; empty: it is',
  meta TEXT NOT NULL DEFAULT '[]' COMMENT 'JSON: meta_data that callers wrote, of orders only',
  PRIMARY KEY (shop_key, kind, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='statuses and fields that trade has no word for';

CREATE TABLE sim_woocommerce_note (
  id BIGINT NOT NULL AUTO_INCREMENT,
  shop_key VARCHAR(63) NOT NULL COMMENT 'the simulated shop',
  tid BIGINT NOT NULL COMMENT 'sim_order.tid',
  note TEXT NOT NULL,
  customer_note BOOLEAN NOT NULL COMMENT 'told to the buyer',
  created_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (id),
  KEY ix_sim_woocommerce_note_order (shop_key, tid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='notes of orders';

CREATE TABLE sim_woocommerce_webhook (
  id BIGINT NOT NULL AUTO_INCREMENT,
  shop_key VARCHAR(63) NOT NULL COMMENT 'the simulated shop',
  name VARCHAR(200) NOT NULL,
  topic VARCHAR(60) NOT NULL COMMENT 'resource.event',
  delivery_url VARCHAR(1000) NOT NULL,
  secret VARCHAR(200) NOT NULL COMMENT 'signs deliveries; never shown',
  status VARCHAR(10) NOT NULL COMMENT 'active paused disabled',
  failures INT NOT NULL DEFAULT 0 COMMENT 'failed deliveries in a row; the fifth disables it',
  created_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (id),
  KEY ix_sim_woocommerce_webhook_shop (shop_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='webhooks';
