-- Exports of consoles and ad platforms: which files were read, and what they replaced, so that a file can be taken back.

ALTER TABLE metric_source_day
  ADD COLUMN kind VARCHAR(8) NOT NULL DEFAULT '' COMMENT 'traffic ads service rivals; empty: our own books' AFTER source,
  ADD COLUMN people VARCHAR(16) NOT NULL DEFAULT '' COMMENT 'what the source counts as a visitor; others are never added' AFTER kind;

CREATE TABLE inbox_file (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'batch of the figures it brought',
  shop_id BIGINT NULL COMMENT 'shop.id; null: the shop could not be told',
  name VARCHAR(255) NOT NULL COMMENT 'the file''s name as it came',
  folder VARCHAR(255) NOT NULL DEFAULT '' COMMENT 'folder or mail subject that told the shop',
  sender VARCHAR(255) NOT NULL DEFAULT '' COMMENT 'who mailed it, answered there; empty: it lay in the folder',
  sha256 CHAR(64) NOT NULL COMMENT 'of its content',
  layout VARCHAR(32) NOT NULL DEFAULT '' COMMENT 'a file of config/inbox; empty: none fits',
  state VARCHAR(8) NOT NULL COMMENT 'read; same: read before, nothing changed; refused; undone',
  reason VARCHAR(48) NOT NULL DEFAULT '' COMMENT 'why it was refused',
  particulars VARCHAR(2000) NOT NULL DEFAULT '' COMMENT 'JSON list of what fills the reason''s sentence; no buyer''s data',
  first_day DATE NULL COMMENT 'in the shop''s zone',
  last_day DATE NULL COMMENT 'in the shop''s zone',
  days INT NOT NULL DEFAULT 0 COMMENT 'how many days it has figures of',
  row_count INT NOT NULL DEFAULT 0 COMMENT 'rows of figures, totals not counted',
  visitors DECIMAL(24,6) NULL COMMENT 'sum of what it tells of the shop''s days, or of items',
  amount DECIMAL(24,6) NULL COMMENT 'paid, or spent on advertising',
  currency VARCHAR(3) NOT NULL DEFAULT '' COMMENT 'ISO 4217 of the amount',
  taken_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (id),
  KEY ix_inbox_file_content (sha256, shop_id),
  KEY ix_inbox_file_name (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='files of the inbox, read or not';

CREATE TABLE inbox_replaced_value (
  replaced_by BIGINT NOT NULL COMMENT 'inbox_file.id',
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  period VARCHAR(5) NOT NULL COMMENT 'day, week or month',
  day DATE NOT NULL COMMENT 'first day of the period, in the shop''s zone',
  source VARCHAR(32) NOT NULL COMMENT 'the export',
  figure VARCHAR(48) NOT NULL COMMENT 'name in the catalogue',
  channel VARCHAR(160) NOT NULL COMMENT 'of visitors; empty: all',
  currency VARCHAR(3) NOT NULL COMMENT 'ISO 4217; empty: no money',
  value DECIMAL(24,6) NOT NULL COMMENT 'in the figures unit',
  batch BIGINT NOT NULL COMMENT 'of the file that had brought it',
  PRIMARY KEY (replaced_by, day, figure, channel, currency)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='rows of metric_value as they were before a file';

CREATE TABLE inbox_replaced_item (
  replaced_by BIGINT NOT NULL COMMENT 'inbox_file.id',
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  day DATE NOT NULL COMMENT 'first day of the period, in the shop''s zone',
  source VARCHAR(32) NOT NULL COMMENT 'the export',
  figure VARCHAR(48) NOT NULL COMMENT 'name in the catalogue',
  item VARCHAR(128) NOT NULL COMMENT 'the platform''s item',
  currency VARCHAR(3) NOT NULL COMMENT 'ISO 4217; empty: no money',
  value DECIMAL(24,6) NOT NULL COMMENT 'in the figures unit',
  batch BIGINT NOT NULL COMMENT 'of the file that had brought it',
  PRIMARY KEY (replaced_by, day, figure, item, currency)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='rows of metric_item_value as they were before a file';

CREATE TABLE inbox_replaced_day (
  replaced_by BIGINT NOT NULL COMMENT 'inbox_file.id',
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  day DATE NOT NULL COMMENT 'first day of the period, in the shop''s zone',
  source VARCHAR(32) NOT NULL COMMENT 'the export',
  kind VARCHAR(8) NOT NULL COMMENT 'as in metric_source_day',
  people VARCHAR(16) NOT NULL COMMENT 'as in metric_source_day',
  verdict VARCHAR(8) NOT NULL COMMENT 'as in metric_source_day',
  detail VARCHAR(500) NOT NULL COMMENT 'as in metric_source_day',
  as_of DATETIME(3) NOT NULL COMMENT 'UTC',
  batch BIGINT NOT NULL COMMENT 'of the file that had brought it',
  PRIMARY KEY (replaced_by, day)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='rows of metric_source_day as they were before a file';
