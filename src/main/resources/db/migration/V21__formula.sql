-- How much of what can be sold a shop shows: its own formula, and what is said of single SKUs.

CREATE TABLE stock_formula (
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  sku VARCHAR(128) NOT NULL COMMENT 'listing_variant.code or erp_stock.external_id of which it is said; empty: the shop''s own',
  buffer BIGINT NULL COMMENT 'pieces held back at least; null: as the shop''s own, there 0',
  buffer_percent TINYINT NULL COMMENT 'percent held back at least; null: as the shop''s own, there 0',
  share_percent TINYINT NULL COMMENT 'percent shown of what is not held back; null: as the shop''s own, there 100',
  cap BIGINT NULL COMMENT 'pieces shown at most; null: as the shop''s own, there as many as there are',
  changed_at DATETIME(3) NOT NULL COMMENT 'UTC; of the shop''s own: when it, or what is said of a SKU of the shop, last changed',
  PRIMARY KEY (shop_id, sku)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='formulas of stock in force, as last read from the files';
