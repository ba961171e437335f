-- The master key can be changed on the running hub; the end of a token is mailed ahead. docs/operations.md tells how.

ALTER TABLE hub_stamp
  ADD COLUMN next_fingerprint VARCHAR(64) NULL COMMENT 'of the key that is being changed to; null: none is',
  ADD COLUMN next_key VARBINARY(80) NULL COMMENT 'the newer key under the older, AES-GCM: a start with the older goes on; gone once the hub was started with the newer',
  ADD COLUMN former_key VARBINARY(80) NULL COMMENT 'the older key under the newer, AES-GCM: a start with the newer goes on; gone once all is under the newer',
  ADD COLUMN former_fingerprint VARCHAR(64) NULL COMMENT 'of the older key, until the hub was started with the newer',
  ADD COLUMN rekey_after BIGINT NOT NULL DEFAULT 0 COMMENT 'buyer_key.id up to which all are under the newer key',
  ADD COLUMN rekeyed_at DATETIME(3) NULL COMMENT 'when the last change of the key began, UTC';

ALTER TABLE token
  ADD COLUMN warned_end DATETIME(3) NULL COMMENT 'the end of the pair that was mailed ahead, UTC',
  ADD COLUMN warned_days INT NULL COMMENT 'how many days ahead it was mailed last: 7, 3 or 1';

-- Backup and restore: what may have been sent between a backup and its restore is not sent again without a person's word.
ALTER TABLE hub_stamp
  ADD COLUMN backup_at DATETIME(3) NULL COMMENT 'moment of the backup that was last restored here, UTC; null: never',
  ADD COLUMN restored_at DATETIME(3) NULL COMMENT 'when it was restored, UTC',
  ADD COLUMN restore_told BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'the admins were mailed what stands parked since the restore';

ALTER TABLE shop
  ADD COLUMN restored_at DATETIME(3) NULL COMMENT 'when this shop came from a backup, UTC; null: never',
  ADD COLUMN caught_up_at DATETIME(3) NULL COMMENT 'when all its streams were read up to restored_at, UTC; mails asked for before wait for a person';

CREATE TABLE hub_release (
  schema_version INT NOT NULL COMMENT 'the newest migration that the release brought',
  hub_release VARCHAR(64) NOT NULL COMMENT 'its name; development outside of a jar',
  runs_from INT NOT NULL COMMENT 'releases that know this migration run on these tables too; older ones refuse',
  first_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (schema_version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='which releases made these tables what they are';

CREATE TABLE shipped_file (
  file VARCHAR(200) NOT NULL COMMENT 'routes/… or config/sql/…, as it is shipped',
  content_hash BINARY(32) NOT NULL COMMENT 'SHA-256 of the text the last release that ran here shipped: on disk the same, the admin never touched it',
  hub_release VARCHAR(64) NOT NULL COMMENT 'as hub_release.hub_release',
  seen_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (file)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='route and query files as they were shipped';

-- Personal data: who was forgotten, and who read what.
ALTER TABLE buyer_key
  ADD COLUMN erased_at DATETIME(3) NULL COMMENT 'the buyer was forgotten, UTC: no key is made here again, what is read later of this order is kept without the buyer''s part';

CREATE TABLE personal_reading (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate',
  at DATETIME(3) NOT NULL COMMENT 'UTC',
  reader VARCHAR(32) NOT NULL COMMENT 'what read it: erp (a delivery), rehearsal (an edit of routes, masked at once), forget (the proof)',
  shop_id BIGINT NOT NULL COMMENT 'shop.id; 0: of several shops',
  subject VARCHAR(128) NOT NULL COMMENT 'the order at the platform, or the stream',
  fields VARCHAR(300) NOT NULL COMMENT 'which fields of the list were not empty, or how many payloads',
  PRIMARY KEY (id),
  KEY ix_personal_reading (shop_id, subject) COMMENT 'show',
  KEY ix_personal_reading_at (at) COMMENT 'nightly retention'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='each reading of a buyer''s part: who, when, which order, which fields; never what stood there';
