-- The operator's morning: figures per day, shop, item and source; what was mailed of them; targets. docs/metrics.md tells
-- how they are defined and who writes which rows.

ALTER TABLE sales_order
  ADD KEY ix_sales_order_paid (shop_id, paid_at) COMMENT 'figures by pay day',
  ADD KEY ix_sales_order_buyer (shop_id, buyer, placed_at) COMMENT 'first order of a buyer';

ALTER TABLE refund
  ADD KEY ix_refund_completed (shop_id, completed_at) COMMENT 'figures by refund day';

CREATE TABLE metric_touched (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate; only appended to, so that pages never wait for each other',
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  day DATE NOT NULL COMMENT 'UTC day on which something was placed, paid, refunded or reviewed whose row changed',
  PRIMARY KEY (id),
  KEY ix_metric_touched (shop_id, id) COMMENT 'computing figures'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='days whose figures are to be computed again; a row goes when they are';

CREATE TABLE metric_value (
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  period VARCHAR(5) NOT NULL COMMENT 'day; week and month only for figures that do not add up over days, such as buyers',
  day DATE NOT NULL COMMENT 'the day, in the shop''s zone; of a week its Monday, of a month its first',
  source VARCHAR(32) NOT NULL COMMENT 'books: computed from our own tables; else the layout of the export, as config/inbox names it',
  figure VARCHAR(48) NOT NULL COMMENT 'a figure with a query or a source in config/metrics/catalogue.yaml; never a ratio',
  channel VARCHAR(160) NOT NULL DEFAULT '' COMMENT 'where visitors came from, the source''s words; empty: all together',
  currency VARCHAR(3) NOT NULL DEFAULT '' COMMENT 'ISO 4217; empty where the source tells none',
  value DECIMAL(24,6) NOT NULL COMMENT 'money in the main unit, shares as fractions, time in seconds',
  batch BIGINT NOT NULL DEFAULT 0 COMMENT 'the file it came from; 0: computed',
  PRIMARY KEY (shop_id, period, day, source, figure, channel, currency)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='figures of a shop''s day; absent: not known, or 0 on a complete day of our own books';

CREATE TABLE metric_item_value (
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  day DATE NOT NULL COMMENT 'as metric_value.day',
  source VARCHAR(32) NOT NULL COMMENT 'as metric_value.source',
  figure VARCHAR(48) NOT NULL COMMENT 'as metric_value.figure',
  item VARCHAR(128) NOT NULL COMMENT 'the platform''s item, listing.external_id',
  currency VARCHAR(3) NOT NULL DEFAULT '' COMMENT 'as metric_value.currency',
  value DECIMAL(24,6) NOT NULL COMMENT 'as metric_value.value; 0 is not stored',
  batch BIGINT NOT NULL DEFAULT 0 COMMENT 'as metric_value.batch',
  PRIMARY KEY (shop_id, day, source, figure, item, currency)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='figures of an item''s day';

CREATE TABLE metric_source_day (
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  day DATE NOT NULL COMMENT 'as metric_value.day',
  source VARCHAR(32) NOT NULL COMMENT 'as metric_value.source',
  verdict VARCHAR(8) NOT NULL COMMENT 'complete; partial: not all of the day is read; missing: nothing can be said',
  detail VARCHAR(500) NOT NULL DEFAULT '' COMMENT 'how far it is read, or the file; no buyer''s data',
  as_of DATETIME(3) NOT NULL COMMENT 'when it was computed or read, UTC',
  batch BIGINT NOT NULL DEFAULT 0 COMMENT 'as metric_value.batch',
  PRIMARY KEY (shop_id, day, source)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='how complete a source''s day is; no row: missing';

CREATE TABLE metric_target (
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  month DATE NOT NULL COMMENT 'first day of the month',
  figure VARCHAR(48) NOT NULL COMMENT 'as metric_value.figure, usually paid-amount',
  currency VARCHAR(3) NOT NULL DEFAULT '' COMMENT 'ISO 4217; empty for counts',
  value DECIMAL(24,6) NOT NULL COMMENT 'the month''s plan',
  author VARCHAR(64) NOT NULL COMMENT 'who, the operating system''s user',
  set_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (shop_id, month, figure, currency)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='monthly plans';

CREATE TABLE report_edition (
  shop_id BIGINT NOT NULL COMMENT 'shop.id; 0: all shops together',
  period VARCHAR(5) NOT NULL COMMENT 'day week month',
  day DATE NOT NULL COMMENT 'first day of what is reported',
  edition TINYINT NOT NULL COMMENT '1, and at most one 2',
  complete BOOLEAN NOT NULL COMMENT 'nothing was missing when it was written',
  at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (shop_id, period, day, edition)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='which reports were asked for; the key keeps a third edition out';

CREATE TABLE report_figure (
  shop_id BIGINT NOT NULL COMMENT 'as report_edition.shop_id',
  period VARCHAR(5) NOT NULL COMMENT 'as report_edition.period',
  day DATE NOT NULL COMMENT 'as report_edition.day',
  figure VARCHAR(48) NOT NULL COMMENT 'of the catalogue, ratios too',
  first_value DECIMAL(24,6) NOT NULL COMMENT 'as first mailed',
  first_at DATETIME(3) NOT NULL COMMENT 'UTC',
  mailed_value DECIMAL(24,6) NOT NULL COMMENT 'as last mailed, corrections included',
  mailed_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (shop_id, period, day, figure)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='figures as they were mailed';

-- Doors for others: read-only, kept stable. Ratios are not in them: divide the sums, never average the ratios.

CREATE VIEW v_shop_day AS
  SELECT s.shop_key AS shop, s.platform, v.day, v.source, v.figure, v.currency, v.value
    FROM metric_value v JOIN shop s ON s.id = v.shop_id
   WHERE v.period = 'day' AND v.channel = '';

CREATE VIEW v_shop_period AS
  SELECT s.shop_key AS shop, s.platform, v.period, v.day AS first_day, v.source, v.figure, v.currency, v.value
    FROM metric_value v JOIN shop s ON s.id = v.shop_id
   WHERE v.period <> 'day' AND v.channel = '';

CREATE VIEW v_channel_day AS
  SELECT s.shop_key AS shop, s.platform, v.day, v.source, v.channel, v.figure, v.currency, v.value
    FROM metric_value v JOIN shop s ON s.id = v.shop_id
   WHERE v.period = 'day' AND v.channel <> '';

CREATE VIEW v_item_day AS
  SELECT s.shop_key AS shop, s.platform, v.day, v.source, v.item,
         (SELECT MIN(x.code) FROM listing_variant x WHERE x.listing_id = l.id) AS code,
         l.title, v.figure, v.currency, v.value
    FROM metric_item_value v
    JOIN shop s ON s.id = v.shop_id
    LEFT JOIN listing l ON l.shop_id = v.shop_id AND l.external_id = v.item;

CREATE VIEW v_source_day AS
  SELECT s.shop_key AS shop, s.platform, d.day, d.source, d.verdict, d.detail, d.as_of
    FROM metric_source_day d JOIN shop s ON s.id = d.shop_id;

CREATE VIEW v_target AS
  SELECT s.shop_key AS shop, s.platform, t.month, t.figure, t.currency, t.value
    FROM metric_target t JOIN shop s ON s.id = t.shop_id;
