-- Who steered what, and what stands still by a person's word or by the brake: holds of orders, frozen stock, falls of stock.

CREATE TABLE steering_deed (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate; grows with time',
  at DATETIME(3) NOT NULL COMMENT 'UTC',
  author VARCHAR(64) NOT NULL COMMENT 'the operating system''s user who typed it',
  verb VARCHAR(32) NOT NULL COMMENT 'of ./hub',
  subject VARCHAR(128) NOT NULL COMMENT 'what it was about, as typed: a shop, an order, an item, a SKU, a message; a row each',
  words VARCHAR(1000) NOT NULL COMMENT 'what was asked, without secrets',
  ended_well BOOLEAN NOT NULL COMMENT 'false: it was refused or failed',
  PRIMARY KEY (id),
  KEY ix_steering_deed_subject (subject, id) COMMENT 'show',
  KEY ix_steering_deed_at (at) COMMENT 'nightly retention'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='what people told the hub to do';

CREATE TABLE order_hold (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate',
  shop_id BIGINT NULL COMMENT 'shop.id of a held shop; null: in every shop',
  name VARCHAR(128) NOT NULL COMMENT 'a held order, item, merchant code or SKU of the ERP; empty: every order of the shop',
  below DECIMAL(19,4) NULL COMMENT 'only orders with a matching line cheaper than this a piece, the order''s currency',
  placed_from DATETIME(3) NULL COMMENT 'only orders placed then or later, UTC',
  placed_to DATETIME(3) NULL COMMENT 'only orders placed before it, UTC',
  typed VARCHAR(128) NOT NULL COMMENT 'as typed; unhold names it so',
  author VARCHAR(64) NOT NULL COMMENT 'the operating system''s user',
  made_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='which orders are kept from the ERP; a row goes when it is undone';

CREATE TABLE stock_freeze (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate',
  typed VARCHAR(128) NOT NULL COMMENT 'a shop, a SKU of the ERP, or all',
  shop_id BIGINT NULL COMMENT 'shop.id where only that shop keeps its numbers; null: every shop',
  since DATETIME(3) NOT NULL COMMENT 'UTC',
  until_at DATETIME(3) NOT NULL COMMENT 'UTC',
  author VARCHAR(64) NOT NULL COMMENT 'the operating system''s user',
  PRIMARY KEY (id),
  UNIQUE KEY uq_stock_freeze (typed)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='recounts: what the ERP says of stock is not believed; a row goes when it ends';

CREATE TABLE frozen_level (
  erp_sku VARCHAR(128) NOT NULL COMMENT 'the ERP''s SKU',
  freeze_id BIGINT NOT NULL COMMENT 'stock_freeze.id',
  sellable BIGINT NOT NULL COMMENT 'pieces that could be sold when it began; what is sold since goes off it',
  PRIMARY KEY (erp_sku, freeze_id),
  KEY ix_frozen_level_freeze (freeze_id) COMMENT 'the end of a freeze'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='levels that frozen listings go by';

CREATE TABLE stock_brake (
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  since DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (shop_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='shops whose falling stock is held; a row goes when it is released or the numbers are back';

CREATE TABLE stock_fall (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate',
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  item_id VARCHAR(128) NOT NULL COMMENT 'the platform''s item',
  before_pieces BIGINT NOT NULL COMMENT 'what the shop showed of all variants',
  after_pieces BIGINT NOT NULL COMMENT 'what the hub wrote',
  fell_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (id),
  KEY ix_stock_fall_shop (shop_id, fell_at) COMMENT 'the brake',
  KEY ix_stock_fall_at (fell_at) COMMENT 'those of yesterday go'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='listings whose stock the hub wrote down by half or more, of the last hours';

ALTER TABLE listing ADD COLUMN brake_released_at DATETIME(3) NULL COMMENT 'a person let its stock fall, UTC: for the brake''s window it does not count';

ALTER TABLE item_change ADD COLUMN confirmed BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'a person was shown that the price is below cost or far off, and said yes';

CREATE TABLE muted_sku (
  code VARCHAR(128) NOT NULL COMMENT 'as order_line.code, in every shop',
  until_at DATETIME(3) NOT NULL COMMENT 'UTC; past: of no effect, and removed with the next one',
  author VARCHAR(64) NOT NULL COMMENT 'the operating system''s user',
  PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='SKUs whose low stock is not mailed for a while';
