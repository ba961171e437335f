-- What the simulated Shopify keeps beside the trade: parcels by fulfilment, files of bulk operations, keys of changes, webhooks.

CREATE TABLE sim_shopify_fulfillment (
  shop_key VARCHAR(63) NOT NULL COMMENT 'the simulated shop',
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'the platform''s number of the fulfilment',
  tid BIGINT NOT NULL COMMENT 'sim_order.tid',
  company VARCHAR(64) NOT NULL COMMENT 'the platform''s name of the carrier',
  tracking VARCHAR(64) NOT NULL COMMENT 'number of the parcel',
  created_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (id),
  KEY ix_sim_shopify_fulfillment_order (shop_key, tid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='parcels told by the interface';

CREATE TABLE sim_shopify_fulfillment_line (
  fulfillment_id BIGINT NOT NULL COMMENT 'sim_shopify_fulfillment.id',
  oid BIGINT NOT NULL COMMENT 'sim_line.oid',
  quantity BIGINT NOT NULL COMMENT 'pieces of the line that are in the parcel',
  PRIMARY KEY (fulfillment_id, oid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='what is in those parcels';

CREATE TABLE sim_shopify_bulk (
  shop_key VARCHAR(63) NOT NULL COMMENT 'the simulated shop',
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'the platform''s number of the operation',
  query TEXT NOT NULL COMMENT 'what was asked for',
  objects BIGINT NOT NULL COMMENT 'lines of the file',
  size BIGINT NOT NULL COMMENT 'bytes of the file before it is deflated here',
  content LONGBLOB NOT NULL COMMENT 'the file, JSONL, gzip',
  created_at DATETIME(3) NOT NULL COMMENT 'UTC',
  ready_at DATETIME(3) NOT NULL COMMENT 'when it is shown as complete, UTC',
  PRIMARY KEY (id),
  KEY ix_sim_shopify_bulk_shop (shop_key, ready_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='bulk operations and their files';

CREATE TABLE sim_shopify_key (
  shop_key VARCHAR(63) NOT NULL COMMENT 'the simulated shop',
  idempotency_key VARCHAR(255) NOT NULL COMMENT 'as sent',
  input VARCHAR(64) NOT NULL COMMENT 'SHA-256 of what was sent under it, hex',
  answer TEXT NOT NULL COMMENT 'JSON, as answered the first time',
  created_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (shop_key, idempotency_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='changes made under a key';

CREATE TABLE sim_shopify_hook (
  shop_key VARCHAR(63) NOT NULL COMMENT 'the simulated shop',
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'the platform''s number of the subscription',
  topic VARCHAR(64) NOT NULL COMMENT 'the platform''s word, ORDERS_UPDATED',
  uri VARCHAR(1000) NOT NULL COMMENT 'where deliveries go',
  failures INT NOT NULL DEFAULT 0 COMMENT 'in a row; with the eighth it is removed',
  created_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (id),
  KEY ix_sim_shopify_hook_shop (shop_key, topic)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='webhook subscriptions';
