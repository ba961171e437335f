-- The operations database. Times are UTC with milliseconds, money is DECIMAL with its ISO 4217 currency beside it, ids are
-- opaque text compared byte for byte (utf8mb4_nopad_bin: case and trailing blanks count).
-- Keys: a BIGINT surrogate, one natural unique key that is the idempotency, few secondary indexes, each with its reader.

CREATE TABLE hub_stamp (
  id TINYINT NOT NULL COMMENT 'always 1',
  mode VARCHAR(16) NOT NULL COMMENT 'demo or production; the other mode refuses this database',
  key_fingerprint VARCHAR(64) NOT NULL COMMENT 'first 16 bytes of SHA-256 of the master key, hex; another key refuses to start',
  stamped_at DATETIME(3) NOT NULL COMMENT 'first use, UTC',
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='whose database this is';

CREATE TABLE shop (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate',
  shop_key VARCHAR(63) NOT NULL COMMENT 'the key in the configuration',
  platform VARCHAR(32) NOT NULL COMMENT 'the platform''s word',
  role VARCHAR(8) NOT NULL COMMENT 'shop, or erp: the ERP is read through the same door',
  title VARCHAR(200) NOT NULL COMMENT 'for people',
  currency CHAR(3) NULL COMMENT 'ISO 4217, of the first order read',
  time_zone VARCHAR(64) NOT NULL COMMENT 'IANA name; the days of the shop''s figures',
  state VARCHAR(16) NOT NULL COMMENT 'observing: only reads; live: also writes; paused: neither; out: not in the configuration or faulty',
  paused_reason VARCHAR(1000) NOT NULL DEFAULT '' COMMENT 'why it is paused or out, a sentence',
  go_live_from DATETIME(3) NULL COMMENT 'orders paid and reviews written before it are never pushed, UTC; null while never live',
  account_id VARCHAR(128) NOT NULL DEFAULT '' COMMENT 'the seller''s account at the platform, empty until known',
  first_seen_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (id),
  UNIQUE KEY uq_shop_key (shop_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='one account on a platform, or the ERP';

CREATE TABLE token (
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  sealed VARBINARY(8000) NOT NULL COMMENT 'the present pair as JSON, AES-GCM under the master key',
  previous VARBINARY(8000) NULL COMMENT 'the pair before it, sealed alike: kept until the new one was used',
  access_expires_at DATETIME(3) NULL COMMENT 'UTC, null when unknown',
  refresh_expires_at DATETIME(3) NULL COMMENT 'UTC, null when unknown',
  renewed_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (shop_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='access to a shop''s account';

CREATE TABLE buyer_key (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate',
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  buyer_ref VARCHAR(160) NOT NULL COMMENT 'buyer:<the platform''s buyer key>, order:<id> for an order without one, or hub: the data key for what is no buyer''s (shop_id 0)',
  wrapped VARBINARY(80) NULL COMMENT 'this buyer''s AES-256 key under the master key (nonce, key, tag); null: erased',
  created_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (id),
  UNIQUE KEY uq_buyer_key (shop_id, buyer_ref)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='one key a buyer: erasing a buyer is deleting it';

CREATE TABLE raw_record (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate',
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  stream VARCHAR(32) NOT NULL COMMENT 'orders, refunds, stock, reviews, listings, products',
  external_id VARCHAR(128) NOT NULL COMMENT 'the record''s id at the platform',
  content_hash BINARY(32) NOT NULL COMMENT 'SHA-256 of the payload as sent; equal: nothing changed',
  modified_at DATETIME(3) NOT NULL COMMENT 'the platform''s time of change, UTC',
  read_at DATETIME(3) NOT NULL COMMENT 'when the answer arrived, UTC; the nightly retention goes by it',
  buyer_key_id BIGINT NOT NULL DEFAULT 0 COMMENT 'buyer_key.id that seals the payload',
  size_bytes INT NOT NULL COMMENT 'of the payload before compression',
  payload MEDIUMBLOB NOT NULL COMMENT 'JSON as sent, deflated, then AES-GCM',
  PRIMARY KEY (id),
  UNIQUE KEY uq_raw_record (shop_id, stream, external_id),
  KEY ix_raw_record_read (read_at) COMMENT 'nightly retention'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='the last payload of each record, as the platform sent it';

CREATE TABLE sales_order (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate',
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  external_id VARCHAR(128) NOT NULL COMMENT 'the platform''s order id',
  status VARCHAR(16) NOT NULL COMMENT 'UNPAID PAID PARTLY_SHIPPED SHIPPED COMPLETED CLOSED UNKNOWN',
  platform_status VARCHAR(64) NOT NULL COMMENT 'the platform''s word',
  kind VARCHAR(32) NOT NULL COMMENT 'the platform''s word for the kind of trade',
  placed_at DATETIME(3) NOT NULL COMMENT 'UTC',
  paid_at DATETIME(3) NULL COMMENT 'UTC',
  shipped_at DATETIME(3) NULL COMMENT 'UTC',
  completed_at DATETIME(3) NULL COMMENT 'UTC',
  currency CHAR(3) NOT NULL COMMENT 'ISO 4217, of all amounts of this order',
  total DECIMAL(19,4) NOT NULL COMMENT 'what the buyer pays or paid, freight included',
  goods DECIMAL(19,4) NOT NULL COMMENT 'sum of quantity times unit price, before discounts',
  freight DECIMAL(19,4) NOT NULL COMMENT 'freight',
  discount DECIMAL(19,4) NOT NULL COMMENT 'discount of the whole order',
  buyer VARCHAR(128) NULL COMMENT 'the platform''s buyer key; null: the platform gives none, counted in no buyer figure',
  buyer_key_id BIGINT NOT NULL COMMENT 'buyer_key.id that seals sealed',
  region VARCHAR(100) NOT NULL COMMENT 'receiver''s province or state, snapshot',
  city VARCHAR(100) NOT NULL COMMENT 'receiver''s city, snapshot',
  district VARCHAR(100) NOT NULL COMMENT 'receiver''s district, snapshot',
  sealed BLOB NOT NULL COMMENT 'JSON of receiver, buyer name, buyer message, seller memo, OAID; AES-GCM under the buyer''s key',
  seller_flag TINYINT NOT NULL COMMENT 'the platform''s colour flag, 0 none',
  cash_on_delivery BOOLEAN NOT NULL COMMENT 'to be shipped before payment',
  shipping_forbidden BOOLEAN NOT NULL COMMENT 'paid, and the platform forbids to ship for now',
  balance_due BOOLEAN NOT NULL COMMENT 'pre-sale, balance not paid',
  line_count INT NOT NULL COMMENT 'lines as last sent',
  first_read_at DATETIME(3) NOT NULL COMMENT 'when the hub first read it, UTC',
  read_at DATETIME(3) NOT NULL COMMENT 'when the stored version was read, UTC; at equal modified_at the later read wins',
  batch BIGINT NOT NULL COMMENT 'the write that set the stored version',
  status_batch BIGINT NOT NULL COMMENT 'the write that last changed platform_status',
  content_hash BINARY(32) NOT NULL COMMENT 'SHA-256 of the raw record',
  modified_at DATETIME(3) NOT NULL COMMENT 'the platform''s time of change, UTC; an older one never overwrites',
  PRIMARY KEY (id),
  UNIQUE KEY uq_sales_order (shop_id, external_id),
  KEY ix_sales_order_placed (shop_id, placed_at) COMMENT 'figures by day, demand of the last days',
  KEY ix_sales_order_modified (shop_id, modified_at) COMMENT 'audit'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='orders, the newest version';

CREATE TABLE order_line (
  order_id BIGINT NOT NULL COMMENT 'sales_order.id',
  external_id VARCHAR(128) NOT NULL COMMENT 'the platform''s line id',
  position INT NOT NULL COMMENT 'from 1, the platform''s order',
  item_id VARCHAR(128) NOT NULL COMMENT 'the platform''s item',
  sku_id VARCHAR(128) NOT NULL COMMENT 'the platform''s variant, empty when none',
  code VARCHAR(128) NOT NULL COMMENT 'merchant code, else item and variant id: what mapping and stock know the line by',
  title VARCHAR(500) NOT NULL COMMENT 'as it was sold',
  variant VARCHAR(500) NOT NULL COMMENT 'the platform''s words for the variant',
  quantity BIGINT NOT NULL COMMENT 'pieces',
  unit_price DECIMAL(19,4) NOT NULL COMMENT 'before discounts, the order''s currency',
  paid DECIMAL(19,4) NULL COMMENT 'the line''s share of what was paid, the order''s currency',
  status VARCHAR(16) NOT NULL COMMENT 'as sales_order.status',
  platform_status VARCHAR(64) NOT NULL COMMENT 'the platform''s word',
  refund VARCHAR(16) NOT NULL COMMENT 'NONE OPEN SUCCEEDED CLOSED UNKNOWN',
  batch BIGINT NOT NULL COMMENT 'the write that set it; lines of an older write are gone from the order and deleted',
  PRIMARY KEY (order_id, external_id),
  KEY ix_order_line_code (code, order_id) COMMENT 'release after mapping, orders not yet in the ERP by SKU, demand'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='lines of the newest version of an order';

CREATE TABLE order_status_history (
  order_id BIGINT NOT NULL COMMENT 'sales_order.id',
  platform_status VARCHAR(64) NOT NULL COMMENT 'the platform''s word',
  at DATETIME(3) NOT NULL COMMENT 'modification time of the version that first showed it, UTC',
  status VARCHAR(16) NOT NULL COMMENT 'in the hub''s words',
  read_at DATETIME(3) NOT NULL COMMENT 'when the hub read it, UTC',
  PRIMARY KEY (order_id, at, platform_status)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='which states the hub saw an order in';

CREATE TABLE payment (
  order_id BIGINT NOT NULL COMMENT 'sales_order.id',
  sequence INT NOT NULL COMMENT 'from 1',
  method VARCHAR(64) NOT NULL COMMENT 'the platform''s word',
  amount DECIMAL(19,4) NOT NULL COMMENT 'the order''s currency',
  paid_at DATETIME(3) NULL COMMENT 'UTC',
  batch BIGINT NOT NULL COMMENT 'as order_line.batch',
  PRIMARY KEY (order_id, sequence)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='payments of the newest version of an order';

CREATE TABLE refund (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate',
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  external_id VARCHAR(128) NOT NULL COMMENT 'the platform''s refund id',
  order_external_id VARCHAR(128) NOT NULL COMMENT 'its order at the platform, which may never have been read; joined when it appears',
  line_external_id VARCHAR(128) NOT NULL COMMENT 'its line, empty when the platform does not say',
  status VARCHAR(16) NOT NULL COMMENT 'OPEN SUCCEEDED CLOSED UNKNOWN',
  platform_status VARCHAR(64) NOT NULL COMMENT 'the platform''s word',
  currency CHAR(3) NOT NULL COMMENT 'ISO 4217',
  amount DECIMAL(19,4) NOT NULL COMMENT 'to the buyer',
  quantity BIGINT NULL COMMENT 'pieces, where the platform says',
  phase VARCHAR(32) NOT NULL COMMENT 'the platform''s word: before completion or after sale',
  reason VARCHAR(500) NOT NULL COMMENT 'from the platform''s list',
  goods_returned BOOLEAN NOT NULL COMMENT 'goods come back',
  created_at DATETIME(3) NOT NULL COMMENT 'asked for, UTC',
  completed_at DATETIME(3) NULL COMMENT 'ended, UTC',
  read_at DATETIME(3) NOT NULL COMMENT 'as sales_order.read_at',
  batch BIGINT NOT NULL COMMENT 'as sales_order.batch',
  content_hash BINARY(32) NOT NULL COMMENT 'as sales_order.content_hash',
  modified_at DATETIME(3) NOT NULL COMMENT 'as sales_order.modified_at',
  PRIMARY KEY (id),
  UNIQUE KEY uq_refund (shop_id, external_id),
  KEY ix_refund_order (shop_id, order_external_id) COMMENT 'refunds of an order'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='refunds, the newest version';

CREATE TABLE listing (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate',
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  external_id VARCHAR(128) NOT NULL COMMENT 'the platform''s item',
  title VARCHAR(500) NOT NULL COMMENT 'as offered now',
  state VARCHAR(8) NOT NULL COMMENT 'UP DOWN UNKNOWN, as last read or written by the hub',
  platform_state VARCHAR(64) NOT NULL COMMENT 'the platform''s word',
  taken_down_by_hub_at DATETIME(3) NULL COMMENT 'UTC; set: the hub took it down and may put it up; null and DOWN: a person did',
  currency CHAR(3) NOT NULL COMMENT 'ISO 4217',
  price DECIMAL(19,4) NOT NULL COMMENT 'as offered',
  read_at DATETIME(3) NOT NULL COMMENT 'as sales_order.read_at',
  batch BIGINT NOT NULL COMMENT 'as sales_order.batch',
  content_hash BINARY(32) NOT NULL COMMENT 'as sales_order.content_hash',
  modified_at DATETIME(3) NOT NULL COMMENT 'as sales_order.modified_at',
  PRIMARY KEY (id),
  UNIQUE KEY uq_listing (shop_id, external_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='items as a shop offers them';

CREATE TABLE listing_variant (
  listing_id BIGINT NOT NULL COMMENT 'listing.id',
  sku_id VARCHAR(128) NOT NULL COMMENT 'the platform''s variant, empty for an item without variants',
  shop_id BIGINT NOT NULL COMMENT 'shop.id, for the index',
  code VARCHAR(128) NOT NULL COMMENT 'merchant code, else item and variant id: what mapping knows it by',
  name VARCHAR(500) NOT NULL COMMENT 'the platform''s words for the variant',
  price DECIMAL(19,4) NOT NULL COMMENT 'the listing''s currency',
  PRIMARY KEY (listing_id, sku_id),
  KEY ix_listing_variant_code (shop_id, code) COMMENT 'mapping, and stock to listings'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='variants of a listing';

CREATE TABLE stock_level (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate',
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  item_id VARCHAR(128) NOT NULL COMMENT 'the platform''s item',
  sku_id VARCHAR(128) NOT NULL COMMENT 'the platform''s variant, empty when none',
  code VARCHAR(128) NOT NULL COMMENT 'as listing_variant.code',
  quantity BIGINT NOT NULL COMMENT 'pieces the shop shows, as last read',
  pushed_quantity BIGINT NULL COMMENT 'pieces the hub last wrote; reading it back is no news',
  pushed_at DATETIME(3) NULL COMMENT 'UTC',
  read_at DATETIME(3) NOT NULL COMMENT 'as sales_order.read_at',
  batch BIGINT NOT NULL COMMENT 'as sales_order.batch',
  content_hash BINARY(32) NOT NULL COMMENT 'of the item''s raw record',
  modified_at DATETIME(3) NOT NULL COMMENT 'as sales_order.modified_at',
  PRIMARY KEY (id),
  UNIQUE KEY uq_stock_level (shop_id, item_id, sku_id),
  KEY ix_stock_level_code (shop_id, code) COMMENT 'stock to listings'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='what a shop shows as available';

CREATE TABLE erp_stock (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate',
  shop_id BIGINT NOT NULL COMMENT 'shop.id of the ERP',
  external_id VARCHAR(128) NOT NULL COMMENT 'the ERP''s SKU',
  on_hand BIGINT NOT NULL COMMENT 'pieces, may be negative',
  reserved BIGINT NOT NULL COMMENT 'pieces promised to orders the ERP has',
  available BIGINT NOT NULL COMMENT 'pieces the ERP would still promise',
  read_at DATETIME(3) NOT NULL COMMENT 'as sales_order.read_at',
  batch BIGINT NOT NULL COMMENT 'as sales_order.batch',
  content_hash BINARY(32) NOT NULL COMMENT 'as sales_order.content_hash',
  modified_at DATETIME(3) NOT NULL COMMENT 'the ERP''s time of change, UTC',
  PRIMARY KEY (id),
  UNIQUE KEY uq_erp_stock (shop_id, external_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='stock as the ERP keeps it';

CREATE TABLE erp_product (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate',
  shop_id BIGINT NOT NULL COMMENT 'shop.id of the ERP',
  external_id VARCHAR(128) NOT NULL COMMENT 'the ERP''s SKU',
  title VARCHAR(500) NOT NULL COMMENT 'in the ERP',
  currency CHAR(3) NULL COMMENT 'ISO 4217 of the cost price',
  cost_price DECIMAL(19,4) NULL COMMENT 'of one piece; null: unknown, which is not 0',
  read_at DATETIME(3) NOT NULL COMMENT 'as sales_order.read_at',
  batch BIGINT NOT NULL COMMENT 'as sales_order.batch',
  content_hash BINARY(32) NOT NULL COMMENT 'as sales_order.content_hash',
  modified_at DATETIME(3) NOT NULL COMMENT 'the ERP''s time of change, UTC',
  PRIMARY KEY (id),
  UNIQUE KEY uq_erp_product (shop_id, external_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='products of the ERP';

CREATE TABLE sku_mapping (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate',
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  code VARCHAR(128) NOT NULL COMMENT 'order_line.code and listing_variant.code',
  erp_sku VARCHAR(128) NOT NULL COMMENT 'the ERP''s SKU',
  origin VARCHAR(8) NOT NULL COMMENT 'auto: equal and unique codes; manual: a person',
  author VARCHAR(64) NOT NULL COMMENT 'who, the operating system''s user; hub for auto',
  mapped_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (id),
  UNIQUE KEY uq_sku_mapping (shop_id, code),
  KEY ix_sku_mapping_erp (erp_sku, shop_id) COMMENT 'ERP stock to listings'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='which ERP SKU a shop''s code is';

CREATE TABLE review (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate',
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  external_id VARCHAR(128) NOT NULL COMMENT 'the platform''s id, or the connector''s key',
  order_external_id VARCHAR(128) NOT NULL COMMENT 'its order',
  line_external_id VARCHAR(128) NOT NULL COMMENT 'its line, empty when unknown',
  item_id VARCHAR(128) NOT NULL COMMENT 'the platform''s item',
  item_title VARCHAR(500) NOT NULL COMMENT 'as sold',
  code VARCHAR(128) NOT NULL DEFAULT '' COMMENT 'merchant code of the line when known',
  rating VARCHAR(8) NOT NULL COMMENT 'GOOD NEUTRAL BAD UNKNOWN',
  platform_rating VARCHAR(32) NOT NULL COMMENT 'the platform''s own word',
  stars TINYINT NULL COMMENT '1 to 5, only where the platform has stars',
  text MEDIUMTEXT NOT NULL COMMENT 'public, as written; masked before it is mailed',
  follow_up MEDIUMTEXT NOT NULL COMMENT 'what the buyer added later, empty when nothing',
  follow_up_at DATETIME(3) NULL COMMENT 'UTC',
  reply MEDIUMTEXT NOT NULL COMMENT 'the shop''s answer, empty when none',
  written_at DATETIME(3) NOT NULL COMMENT 'UTC',
  deleted_at DATETIME(3) NULL COMMENT 'when a re-read no longer showed it, UTC',
  seen_at DATETIME(3) NOT NULL COMMENT 'last time a read showed it, UTC; set by the re-reading sweep',
  read_at DATETIME(3) NOT NULL COMMENT 'as sales_order.read_at',
  batch BIGINT NOT NULL COMMENT 'as sales_order.batch',
  content_hash BINARY(32) NOT NULL COMMENT 'as sales_order.content_hash',
  modified_at DATETIME(3) NOT NULL COMMENT 'as sales_order.modified_at; platforms without one: time of writing',
  PRIMARY KEY (id),
  UNIQUE KEY uq_review (shop_id, external_id),
  KEY ix_review_written (shop_id, written_at) COMMENT 'daily mail, sweep'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='reviews, the newest version';

CREATE TABLE checkpoint (
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  stream VARCHAR(32) NOT NULL COMMENT 'the stream; <stream>-history: reading what was there at first contact',
  watermark DATETIME(3) NOT NULL COMMENT 'all changes up to here are stored, UTC',
  window_from DATETIME(3) NULL COMMENT 'the window being read, UTC; null between windows',
  window_to DATETIME(3) NULL COMMENT 'its end, UTC',
  cursor_value MEDIUMTEXT NULL COMMENT 'the platform''s next page within the window',
  target DATETIME(3) NULL COMMENT 'history only: where it ends, UTC; reached: complete',
  started_from DATETIME(3) NULL COMMENT 'history only: where it began, UTC',
  last_good_at DATETIME(3) NULL COMMENT 'end of the last poll that went well, UTC',
  last_failure VARCHAR(1000) NOT NULL DEFAULT '' COMMENT 'of the last poll, empty when it went well; no buyer''s data',
  last_failure_at DATETIME(3) NULL COMMENT 'UTC',
  records BIGINT NOT NULL DEFAULT 0 COMMENT 'records read so far, repeats included',
  PRIMARY KEY (shop_id, stream)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='how far each stream of each shop is read';

CREATE TABLE quarantine (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate, named in mails and commands',
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  stream VARCHAR(32) NOT NULL COMMENT 'the stream',
  external_id VARCHAR(128) NOT NULL COMMENT 'the record''s id, or unreadable-<hash>',
  content_hash BINARY(32) NOT NULL COMMENT 'of the payload',
  field VARCHAR(200) NOT NULL COMMENT 'what could not be read',
  reason VARCHAR(1000) NOT NULL COMMENT 'a sentence without any of the buyer''s data',
  payload MEDIUMBLOB NOT NULL COMMENT 'as sent, deflated, then AES-GCM under the hub''s data key',
  modified_at DATETIME(3) NULL COMMENT 'the platform''s time of change where it could be read, UTC',
  first_at DATETIME(3) NOT NULL COMMENT 'UTC',
  last_at DATETIME(3) NOT NULL COMMENT 'UTC',
  cured_at DATETIME(3) NULL COMMENT 'when a readable version was stored, UTC',
  PRIMARY KEY (id),
  UNIQUE KEY uq_quarantine (shop_id, stream, external_id),
  KEY ix_quarantine_open (cured_at, first_at) COMMENT 'daily mail'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='records that could not be read, with their payload';

CREATE TABLE sync_run (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate',
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  stream VARCHAR(32) NOT NULL COMMENT 'the stream, or <stream>-history',
  started_at DATETIME(3) NOT NULL COMMENT 'UTC',
  ended_at DATETIME(3) NOT NULL COMMENT 'UTC',
  pages INT NOT NULL COMMENT 'pages read',
  records INT NOT NULL COMMENT 'records read',
  changed INT NOT NULL COMMENT 'rows inserted or changed',
  quarantined INT NOT NULL COMMENT 'records set aside',
  outcome VARCHAR(32) NOT NULL COMMENT 'good, or the failure''s kind',
  detail VARCHAR(1000) NOT NULL COMMENT 'of a failure; no buyer''s data',
  PRIMARY KEY (id),
  KEY ix_sync_run_started (started_at) COMMENT 'nightly retention',
  KEY ix_sync_run_shop (shop_id, stream, id) COMMENT 'show'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='polls that read or failed; idle polls are not kept';

CREATE TABLE outbox (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate; the order of messages',
  destination VARCHAR(16) NOT NULL COMMENT 'erp, listing, mail',
  kind VARCHAR(32) NOT NULL COMMENT 'what it says: order, refund, stock, review, low-stock, daily, trouble, cured',
  shop_id BIGINT NULL COMMENT 'shop.id; null: the hub''s own, sent whatever a shop''s state',
  aggregate VARCHAR(200) NOT NULL COMMENT 'within destination and shop only the oldest undelivered of an aggregate may be claimed',
  subject VARCHAR(128) NOT NULL COMMENT 'external id of what it is about',
  group_key VARCHAR(300) NOT NULL DEFAULT '' COMMENT 'mails alike: one digest may carry all of a group',
  recipient VARCHAR(320) NOT NULL DEFAULT '' COMMENT 'mails: one address, one delivery',
  attributes TEXT NOT NULL COMMENT 'JSON object of texts; no level, no buyer''s data',
  state VARCHAR(12) NOT NULL COMMENT 'waiting sending delivered parked dead dropped replaced',
  waiting_key VARCHAR(760) NULL COMMENT 'set while a state-telling message waits: a newer one is the same one',
  attempts INT NOT NULL DEFAULT 0 COMMENT 'failed deliveries so far',
  due_at DATETIME(3) NOT NULL COMMENT 'not before, UTC',
  claimed_by VARCHAR(64) NOT NULL DEFAULT '' COMMENT 'the hub process that sends it',
  claimed_at DATETIME(3) NULL COMMENT 'UTC',
  reason VARCHAR(64) NOT NULL DEFAULT '' COMMENT 'why parked, dead or dropped: unmapped-sku, held-by-route, not-due, unchanged, or a code',
  detail VARCHAR(2000) NOT NULL DEFAULT '' COMMENT 'particulars: SKUs, route, the other side''s words; no buyer''s data',
  created_at DATETIME(3) NOT NULL COMMENT 'UTC',
  finished_at DATETIME(3) NULL COMMENT 'delivered, dropped, replaced or dead since, UTC',
  PRIMARY KEY (id),
  UNIQUE KEY uq_outbox_waiting (waiting_key),
  KEY ix_outbox_due (destination, state, due_at) COMMENT 'claim, pending gauges',
  KEY ix_outbox_aggregate (destination, shop_id, aggregate, state) COMMENT 'oldest of an aggregate; audit',
  KEY ix_outbox_group (destination, group_key, state) COMMENT 'digests',
  KEY ix_outbox_finished (finished_at) COMMENT 'nightly retention'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='what is to be told to others';

CREATE TABLE attempt (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate',
  outbox_id BIGINT NOT NULL COMMENT 'outbox.id',
  at DATETIME(3) NOT NULL COMMENT 'UTC',
  outcome VARCHAR(32) NOT NULL COMMENT 'delivered, parked, dropped, or the failure''s kind',
  detail VARCHAR(1000) NOT NULL COMMENT 'the other side''s words and request id; no buyer''s data',
  millis INT NOT NULL COMMENT 'how long it took',
  PRIMARY KEY (id),
  KEY ix_attempt_outbox (outbox_id) COMMENT 'show',
  KEY ix_attempt_at (at) COMMENT 'nightly retention'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='deliveries tried';

CREATE TABLE erp_link (
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  order_external_id VARCHAR(128) NOT NULL COMMENT 'the order at the platform',
  kind VARCHAR(8) NOT NULL COMMENT 'order or refund',
  external_id VARCHAR(128) NOT NULL COMMENT 'the order''s or the refund''s id at the platform',
  reference VARCHAR(200) NOT NULL COMMENT 'under which the ERP knows it: platform:id',
  erp_id VARCHAR(128) NOT NULL COMMENT 'the ERP''s document, empty while only intended',
  sent_hash BINARY(32) NULL COMMENT 'SHA-256 of the document as last accepted; equal: nothing to send',
  intended_at DATETIME(3) NOT NULL COMMENT 'written before the first call, UTC',
  accepted_at DATETIME(3) NULL COMMENT 'when the ERP last accepted it, UTC; null: the outcome of the first call is unknown',
  PRIMARY KEY (shop_id, kind, external_id),
  KEY ix_erp_link_order (shop_id, order_external_id) COMMENT 'orders not yet in the ERP'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='what the ERP was told';

CREATE TABLE mail_sent (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate',
  message_id VARCHAR(300) NOT NULL COMMENT 'Message-ID header',
  kind VARCHAR(32) NOT NULL COMMENT 'as outbox.kind',
  group_key VARCHAR(300) NOT NULL COMMENT 'as outbox.group_key: when the group was last mailed decides first or digest',
  thread VARCHAR(300) NOT NULL COMMENT 'Message-ID of the thread''s first mail',
  recipient VARCHAR(320) NOT NULL COMMENT 'address',
  sent_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (id),
  UNIQUE KEY uq_mail_sent (message_id, recipient),
  KEY ix_mail_sent_group (group_key, recipient, sent_at) COMMENT 'first or digest',
  KEY ix_mail_sent_at (sent_at) COMMENT 'nightly retention'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='mails accepted by the mail server';

CREATE TABLE trouble (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate',
  trouble_key VARCHAR(200) NOT NULL COMMENT 'what is in trouble: shop/stream, route file, permission',
  kind VARCHAR(32) NOT NULL COMMENT 'auth, permission, clock, route, config, unknown-stock, account',
  shop_id BIGINT NULL COMMENT 'shop.id where it concerns one',
  message VARCHAR(2000) NOT NULL COMMENT 'a sentence: what, where, what to do',
  since DATETIME(3) NOT NULL COMMENT 'UTC',
  last_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (id),
  UNIQUE KEY uq_trouble (trouble_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='what is wrong now; a row goes when it is cured';

CREATE TABLE route_revision (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'revision',
  file VARCHAR(200) NOT NULL COMMENT 'name under routes/',
  content_hash BINARY(32) NOT NULL COMMENT 'SHA-256 of the text',
  text MEDIUMTEXT NOT NULL COMMENT 'as loaded',
  loaded_at DATETIME(3) NOT NULL COMMENT 'first ran, UTC',
  PRIMARY KEY (id),
  KEY ix_route_revision_file (file, id) COMMENT 'last good revision'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='route files that ran';
