-- What mails remember: the thread of each subject, which stock is low now, which troubles were told.

CREATE TABLE mail_topic (
  shop_id BIGINT NOT NULL COMMENT 'shop.id; 0: the hub''s own',
  topic VARCHAR(32) NOT NULL COMMENT 'review, low-stock, trouble',
  subject VARCHAR(128) NOT NULL COMMENT 'as outbox.subject: a review, a SKU, a trouble',
  recipient VARCHAR(320) NOT NULL COMMENT 'address',
  thread VARCHAR(300) NOT NULL COMMENT 'Message-ID of the first mail that told of it; later ones refer to it',
  told VARCHAR(64) NOT NULL COMMENT 'fingerprint of what was last told; the same again is no news',
  told_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (shop_id, topic, subject, recipient),
  KEY ix_mail_topic_told (told_at) COMMENT 'nightly retention'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='what each reader was told, and in which thread';

CREATE TABLE low_stock (
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  code VARCHAR(128) NOT NULL COMMENT 'as order_line.code',
  title VARCHAR(500) NOT NULL COMMENT 'as last sold',
  sellable BIGINT NOT NULL COMMENT 'pieces, as last found',
  sold_14_days BIGINT NOT NULL COMMENT 'pieces sold in the 14 days before, by all shops that sell from this stock',
  days_of_cover DECIMAL(10,1) NULL COMMENT 'sellable at the speed of the last 14 days; null: nothing sold in them',
  limit_kind VARCHAR(8) NOT NULL COMMENT 'days: of cover; pieces: a threshold of its own',
  limit_value INT NOT NULL COMMENT 'days or pieces; below it is low',
  reason VARCHAR(64) NOT NULL COMMENT 'where sellable comes from: erp or shop',
  since DATETIME(3) NOT NULL COMMENT 'low since, UTC',
  found_at DATETIME(3) NOT NULL COMMENT 'when the figures were found, UTC',
  told_at DATETIME(3) NOT NULL COMMENT 'when a mail was last asked for, UTC',
  PRIMARY KEY (shop_id, code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='SKUs that run low now; a row goes when the SKU recovers';

ALTER TABLE trouble ADD COLUMN told_at DATETIME(3) NULL COMMENT 'when a mail was last asked for, UTC';
