-- Reading a shop's past again, and what the hub asked platforms to tell.

CREATE TABLE backfill (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'its number, named in commands; its position is checkpoint backfill-<id>',
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  stream VARCHAR(32) NOT NULL COMMENT 'what is read again',
  range_from DATETIME(3) NOT NULL COMMENT 'from here, UTC; of placing or writing where the platform lists by it, else of modification',
  range_to DATETIME(3) NOT NULL COMMENT 'up to here, UTC',
  state VARCHAR(8) NOT NULL COMMENT 'open, done; stopped by a person; refused by the platform',
  reason VARCHAR(1000) NOT NULL DEFAULT '' COMMENT 'why it waits or was refused, empty when it goes well; no buyer''s data',
  author VARCHAR(64) NOT NULL COMMENT 'user who asked for it',
  asked_at DATETIME(3) NOT NULL COMMENT 'UTC',
  begun_at DATETIME(3) NULL COMMENT 'first page asked for, UTC',
  ended_at DATETIME(3) NULL COMMENT 'UTC',
  worked_millis BIGINT NOT NULL DEFAULT 0 COMMENT 'time spent reading, pauses left out, in milliseconds',
  changed BIGINT NOT NULL DEFAULT 0 COMMENT 'rows inserted or changed',
  quarantined BIGINT NOT NULL DEFAULT 0 COMMENT 'records set aside',
  PRIMARY KEY (id),
  KEY ix_backfill_state (state) COMMENT 'those to go on with'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='parts of a shop''s past that a person has read again';

CREATE TABLE webhook (
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  topic VARCHAR(128) NOT NULL COMMENT 'the platform''s word for what it tells of',
  address VARCHAR(500) NOT NULL COMMENT 'where it tells it',
  subscribed_at DATETIME(3) NOT NULL COMMENT 'first time for this address, UTC',
  mended_at DATETIME(3) NULL COMMENT 'last time it was found gone or switched off and made again, UTC',
  PRIMARY KEY (shop_id, topic)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='subscriptions the hub made at platforms';
