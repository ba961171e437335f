-- Where a shop shows another number than the hub would have it show, and since when: the daily mail, ./hub audit --stock.

CREATE TABLE stock_drift (
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  item_id VARCHAR(128) NOT NULL COMMENT 'the platform''s item',
  sku_id VARCHAR(128) NOT NULL COMMENT 'the platform''s variant, empty when none',
  ours BIGINT NOT NULL COMMENT 'pieces the hub would have shown, at the last look that found it so',
  shown BIGINT NOT NULL COMMENT 'pieces the shop showed then, as last read or written',
  since DATETIME(3) NOT NULL COMMENT 'the first look that found it so, or the last write that did not end it, UTC',
  seen_at DATETIME(3) NOT NULL COMMENT 'the last look that found it so, UTC',
  asked_at DATETIME(3) NULL COMMENT 'when the hub last asked by itself for the item to be brought to its level, as no message stood for it, UTC; null: never',
  ended_at DATETIME(3) NULL COMMENT 'the look that found it the same again, UTC; null: it differs',
  PRIMARY KEY (shop_id, item_id, sku_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='variants of which a shop shows another number than ours; a day longer where the hub had to ask';
