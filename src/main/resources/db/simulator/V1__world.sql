-- The simulators' own schema: trade as the platforms hold it, the ERP's books, the mailbox. Never read by the hub.
-- Times are UTC with milliseconds unless a comment says otherwise.

CREATE TABLE sim_world (
  id TINYINT NOT NULL COMMENT 'always 1',
  trade VARCHAR(1000) NOT NULL COMMENT 'trade folder, empty: invented',
  seed BIGINT NOT NULL COMMENT 'of the generator',
  shift_days INT NOT NULL COMMENT 'days every date of the folder is moved by',
  started_at DATETIME(3) NOT NULL COMMENT 'real time of the first start',
  history_loaded BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'all trade is written',
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='what this world is made of';

CREATE TABLE sim_source (
  kind VARCHAR(16) NOT NULL COMMENT 'order, line, refund, review, product',
  source_id VARCHAR(128) NOT NULL COMMENT 'id in the folder (refund: cancellations row number from 1)',
  source_line VARCHAR(32) NOT NULL DEFAULT '' COMMENT 'line number in the folder, empty for whole records',
  platform_id VARCHAR(128) NOT NULL COMMENT 'id at the platform (order: tid; line: its order''s tid; refund: refund id; product: item id)',
  platform_line_id VARCHAR(128) NOT NULL DEFAULT '' COMMENT 'line id at the platform (line and refund)',
  PRIMARY KEY (kind, source_id, source_line),
  KEY ix_sim_source_platform (kind, platform_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='where each row of a trade folder went';

CREATE TABLE sim_item (
  shop_key VARCHAR(63) NOT NULL COMMENT 'the simulated shop',
  item_id BIGINT NOT NULL COMMENT 'platform item id',
  code VARCHAR(128) NOT NULL COMMENT 'merchant code of the item, byte for byte',
  title VARCHAR(500) NOT NULL COMMENT 'today''s title',
  price DECIMAL(19,2) NOT NULL COMMENT 'shop''s currency',
  up BOOLEAN NOT NULL COMMENT 'on sale',
  created_at DATETIME(3) NOT NULL COMMENT 'UTC',
  modified_at DATETIME(3) NOT NULL COMMENT 'any change of item or its skus, UTC',
  PRIMARY KEY (shop_key, item_id),
  KEY ix_sim_item_modified (shop_key, modified_at),
  KEY ix_sim_item_code (shop_key, code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='items a simulated shop offers';

CREATE TABLE sim_sku (
  shop_key VARCHAR(63) NOT NULL COMMENT 'the simulated shop',
  item_id BIGINT NOT NULL COMMENT 'sim_item.item_id',
  sku_id BIGINT NOT NULL COMMENT 'platform sku id; 0: the item has no skus and this row is its stock',
  code VARCHAR(128) NOT NULL COMMENT 'merchant code of the sku',
  name VARCHAR(500) NOT NULL COMMENT 'properties in words',
  price DECIMAL(19,2) NOT NULL COMMENT 'shop''s currency',
  quantity BIGINT NOT NULL COMMENT 'shown as available',
  PRIMARY KEY (shop_key, item_id, sku_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='skus and their shown stock';

CREATE TABLE sim_order (
  shop_key VARCHAR(63) NOT NULL COMMENT 'the simulated shop',
  tid BIGINT NOT NULL COMMENT 'platform order id',
  status VARCHAR(16) NOT NULL COMMENT 'planned (not yet placed), UNPAID PAID FORBIDDEN PARTLY_SHIPPED SHIPPED COMPLETED CLOSED CLOSED_UNPAID',
  kind VARCHAR(16) NOT NULL COMMENT 'fixed, cod, step',
  step_status VARCHAR(16) NOT NULL DEFAULT '' COMMENT 'step orders: NONE_PAID FRONT_PAID ALL_PAID',
  created_at DATETIME(3) NOT NULL COMMENT 'placed, UTC',
  modified_at DATETIME(3) NOT NULL COMMENT 'last change, whole seconds, UTC',
  paid_at DATETIME(3) NULL COMMENT 'UTC',
  shipped_at DATETIME(3) NULL COMMENT 'UTC',
  completed_at DATETIME(3) NULL COMMENT 'completed or closed, UTC',
  buyer VARCHAR(128) NOT NULL DEFAULT '' COMMENT 'buyer_open_uid, empty when none',
  buyer_nick VARCHAR(64) NOT NULL DEFAULT '' COMMENT 'as the platform shows it: masked',
  receiver VARCHAR(1000) NOT NULL COMMENT 'JSON: name, mobile, state, city, district, address (masked as the platform does), zip',
  oaid VARCHAR(200) NOT NULL DEFAULT '',
  buyer_message VARCHAR(500) NOT NULL DEFAULT '',
  seller_memo VARCHAR(500) NOT NULL DEFAULT '',
  seller_flag TINYINT NOT NULL DEFAULT 0,
  goods DECIMAL(19,2) NOT NULL COMMENT 'sum quantity x price',
  freight DECIMAL(19,2) NOT NULL DEFAULT 0,
  discount DECIMAL(19,2) NOT NULL DEFAULT 0,
  payment DECIMAL(19,2) NOT NULL COMMENT 'what the buyer pays',
  payments VARCHAR(2000) NOT NULL DEFAULT '[]' COMMENT 'JSON of payments where the source tells several',
  PRIMARY KEY (shop_key, tid),
  KEY ix_sim_order_modified (shop_key, modified_at, tid, created_at, status, kind) COMMENT 'covers the lists: a page far back reads no row before it',
  KEY ix_sim_order_created (shop_key, created_at, tid, status, kind)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='orders as the platform holds them now';

CREATE TABLE sim_line (
  shop_key VARCHAR(63) NOT NULL,
  tid BIGINT NOT NULL COMMENT 'sim_order.tid',
  oid BIGINT NOT NULL COMMENT 'platform line id; equals tid for one-line orders',
  position INT NOT NULL COMMENT 'from 1',
  item_id BIGINT NOT NULL,
  sku_id BIGINT NOT NULL COMMENT '0 none',
  code VARCHAR(128) NOT NULL COMMENT 'merchant code',
  title VARCHAR(500) NOT NULL COMMENT 'as sold',
  sku_name VARCHAR(500) NOT NULL DEFAULT '',
  quantity BIGINT NOT NULL,
  price DECIMAL(19,2) NOT NULL,
  discount DECIMAL(19,2) NOT NULL DEFAULT 0,
  paid_share DECIMAL(19,2) NOT NULL COMMENT 'divide_order_fee',
  status VARCHAR(16) NOT NULL COMMENT 'as sim_order.status',
  refund_status VARCHAR(40) NOT NULL DEFAULT 'NO_REFUND' COMMENT 'platform word',
  refund_id BIGINT NULL COMMENT 'latest refund',
  PRIMARY KEY (shop_key, oid),
  KEY ix_sim_line_order (shop_key, tid, position)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='lines';

CREATE TABLE sim_refund (
  shop_key VARCHAR(63) NOT NULL,
  refund_id BIGINT NOT NULL,
  tid BIGINT NOT NULL,
  oid BIGINT NOT NULL,
  status VARCHAR(40) NOT NULL COMMENT 'platform word; planned: not yet asked for',
  amount DECIMAL(19,2) NOT NULL,
  quantity BIGINT NOT NULL,
  phase VARCHAR(16) NOT NULL COMMENT 'onsale, aftersale',
  good_status VARCHAR(40) NOT NULL,
  has_good_return BOOLEAN NOT NULL,
  reason VARCHAR(200) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  modified_at DATETIME(3) NOT NULL,
  PRIMARY KEY (shop_key, refund_id),
  KEY ix_sim_refund_modified (shop_key, modified_at, refund_id),
  KEY ix_sim_refund_order (shop_key, tid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='refunds as the platform holds them now';

CREATE TABLE sim_review (
  shop_key VARCHAR(63) NOT NULL,
  oid BIGINT NOT NULL COMMENT 'one review a line',
  tid BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  item_title VARCHAR(500) NOT NULL,
  nick VARCHAR(64) NOT NULL COMMENT 'masked',
  result VARCHAR(8) NOT NULL COMMENT 'good neutral bad',
  stars TINYINT NOT NULL COMMENT 'what the source says, 1 to 5',
  content TEXT NOT NULL,
  append_content TEXT NOT NULL COMMENT 'follow-up, empty none',
  appended_at DATETIME(3) NULL,
  reply TEXT NOT NULL COMMENT 'the shop''s explanation, empty none',
  deleted BOOLEAN NOT NULL DEFAULT FALSE,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (shop_key, oid),
  KEY ix_sim_review_created (shop_key, created_at, oid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='reviews';

CREATE TABLE sim_event (
  id BIGINT NOT NULL AUTO_INCREMENT,
  shop_key VARCHAR(63) NOT NULL,
  due_at DATETIME(3) NOT NULL COMMENT 'when it happens, UTC; applied when the clock has passed it, stamped with it',
  kind VARCHAR(24) NOT NULL COMMENT 'place pay ship complete close refund-open refund-done refund-close review append reply memo receipt correction restock',
  subject BIGINT NOT NULL COMMENT 'tid, refund_id, oid or item_id',
  detail TEXT NOT NULL COMMENT 'JSON, what the event needs',
  applied BOOLEAN NOT NULL DEFAULT FALSE,
  PRIMARY KEY (id),
  KEY ix_sim_event_due (applied, due_at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='what will happen, and what has';

CREATE TABLE sim_erp_product (
  sku VARCHAR(128) NOT NULL,
  title VARCHAR(500) NOT NULL,
  cost_price DECIMAL(19,2) NULL,
  on_hand BIGINT NOT NULL,
  modified_at DATETIME(3) NOT NULL,
  sequence BIGINT NOT NULL COMMENT 'grows with every change: the ERP''s cursor',
  PRIMARY KEY (sku),
  KEY ix_sim_erp_product_sequence (sequence)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='products and stock of the simulated ERP';

CREATE TABLE sim_erp_document (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'the ERP''s document number',
  kind VARCHAR(8) NOT NULL COMMENT 'order, refund',
  reference VARCHAR(200) NOT NULL COMMENT 'the caller''s unique reference',
  order_reference VARCHAR(200) NOT NULL,
  version BIGINT NOT NULL COMMENT 'the platform''s modification time in ms: an older one is refused',
  state VARCHAR(16) NOT NULL COMMENT 'open, shipped, cancelled',
  body MEDIUMTEXT NOT NULL COMMENT 'JSON as accepted',
  writes INT NOT NULL DEFAULT 1 COMMENT 'how often it was written: creation and changes',
  created_at DATETIME(3) NOT NULL,
  modified_at DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_sim_erp_document (kind, reference),
  KEY ix_sim_erp_document_order (order_reference)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='documents of the simulated ERP';

CREATE TABLE sim_erp_effect (
  document_id BIGINT NOT NULL,
  line VARCHAR(128) NOT NULL,
  sku VARCHAR(128) NOT NULL,
  quantity BIGINT NOT NULL COMMENT 'pieces reserved (open) or gone (shipped)',
  state VARCHAR(12) NOT NULL COMMENT 'reserved, shipped, released',
  PRIMARY KEY (document_id, line),
  KEY ix_sim_erp_effect_sku (sku, state)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='stock effects of documents';

CREATE TABLE sim_mail (
  id BIGINT NOT NULL AUTO_INCREMENT,
  recipient VARCHAR(320) NOT NULL,
  message_id VARCHAR(300) NOT NULL,
  subject VARCHAR(1000) NOT NULL,
  received_at DATETIME(3) NOT NULL,
  raw MEDIUMBLOB NOT NULL COMMENT 'RFC 5322 as received',
  PRIMARY KEY (id),
  KEY ix_sim_mail_message (message_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='the mailbox';

CREATE TABLE sim_token (
  shop_key VARCHAR(63) NOT NULL,
  access_token VARCHAR(200) NOT NULL,
  refresh_token VARCHAR(200) NOT NULL,
  previous_refresh_token VARCHAR(200) NOT NULL DEFAULT '' COMMENT 'still accepted until the new pair is first used, empty none',
  expires_at DATETIME(3) NOT NULL,
  refresh_expires_at DATETIME(3) NOT NULL,
  PRIMARY KEY (shop_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='the pair now valid at a simulated platform';

CREATE SEQUENCE sim_erp_change START WITH 1 NOCACHE COMMENT='next sim_erp_product.sequence; taken while holding the row lock of sim_world, so that numbers become visible in order';
