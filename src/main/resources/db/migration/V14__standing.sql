-- What stands still and whom it was told, and when no mail could leave.

CREATE TABLE held_record (
  place VARCHAR(12) NOT NULL COMMENT 'where it stands: quarantine, parked, dead',
  number BIGINT NOT NULL COMMENT 'quarantine.id or outbox.id',
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  cause VARCHAR(64) NOT NULL COMMENT 'in quarantine the stream, else outbox.reason',
  found_at DATETIME(3) NOT NULL COMMENT 'when it was first seen to stand, UTC',
  PRIMARY KEY (place, number),
  KEY ix_held_record_group (shop_id, place, cause, found_at) COMMENT 'what is new since the last mail'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='records that stand still now, as last looked at; a row goes when its record goes on';

CREATE TABLE held_group (
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  place VARCHAR(12) NOT NULL COMMENT 'as held_record.place',
  cause VARCHAR(64) NOT NULL COMMENT 'as held_record.cause',
  since DATETIME(3) NOT NULL COMMENT 'when the first of them stood, UTC',
  empty_since DATETIME(3) NULL COMMENT 'none of them stands since, UTC; null: some do',
  escalated_at DATETIME(3) NULL COMMENT 'when it was told further up, UTC; null: never',
  PRIMARY KEY (shop_id, place, cause)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='records that stand still for one cause: what one mail tells; a row goes a while after the last of them';

ALTER TABLE trouble ADD COLUMN escalated_at DATETIME(3) NULL COMMENT 'when it was told further up, UTC; null: never';

CREATE TABLE mail_outage (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate, named in the text to the chat robot',
  since DATETIME(3) NOT NULL COMMENT 'from when nothing could leave, UTC',
  cause VARCHAR(1000) NOT NULL COMMENT 'the last failure; no buyer''s data',
  told_at DATETIME(3) NULL COMMENT 'when the chat robot took the text, UTC; null: not yet, or there is none',
  ended_at DATETIME(3) NULL COMMENT 'when a mail left again, UTC; null: it lasts',
  PRIMARY KEY (id),
  KEY ix_mail_outage_ended (ended_at) COMMENT 'what lasts; what waited; nightly retention'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='times in which no mail could leave';
