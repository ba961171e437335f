-- The platforms' own lists of a day's orders, held against what is stored: the daily mail, ./hub audit --census.

CREATE TABLE order_census (
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  day DATE NOT NULL COMMENT 'the day of placing, in the shop''s zone',
  night DATE NOT NULL COMMENT 'the shop''s day on which it was last held against the platform, or tried',
  begun_at DATETIME(3) NOT NULL COMMENT 'when that began, UTC',
  ended_at DATETIME(3) NULL COMMENT 'when it came to its end, UTC; null: it did not yet',
  tries INT NOT NULL COMMENT 'that night, this one counted in',
  failure VARCHAR(500) NOT NULL COMMENT 'why the last try did not come to its end; empty: it did, or runs',
  listed BIGINT NOT NULL COMMENT 'orders that the platform lists, at the last end',
  stored BIGINT NOT NULL COMMENT 'orders of that day that are stored: of the listed ones, and those that the platform does not list',
  kept BIGINT NOT NULL COMMENT 'of the listed: not readable, kept in quarantine',
  missed BIGINT NOT NULL COMMENT 'of the listed: neither stored nor kept when the list was read, though the polls were past them',
  missing BIGINT NOT NULL COMMENT 'of the missed: still neither after they were read again',
  unlisted BIGINT NOT NULL COMMENT 'stored, placed an hour or more within the day, and not listed by the platform',
  missing_ids VARCHAR(2600) NOT NULL COMMENT 'up to twenty of the missing, with blanks between',
  unlisted_ids VARCHAR(2600) NOT NULL COMMENT 'up to twenty of the unlisted, with blanks between',
  backfill_id BIGINT NULL COMMENT 'backfill.id that reads the day again, as there were too many to ask for one by one or the platform tells none by its number',
  PRIMARY KEY (shop_id, day),
  KEY ix_order_census_night (night) COMMENT 'retention'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='what the platform lists of a day beside what is stored';

CREATE TABLE listed_order (
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  day DATE NOT NULL COMMENT 'as order_census.day',
  external_id VARCHAR(128) NOT NULL COMMENT 'as sales_order.external_id',
  missed BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'neither stored nor kept when the list was read to its end',
  PRIMARY KEY (shop_id, day, external_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='ids of the day that is being held against the platform; gone when that is done';
