-- What is written back to the shops: parcels of the ERP, changes of prices, titles and shelves, answers to reviews.

CREATE TABLE shipment (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate',
  shop_id BIGINT NOT NULL COMMENT 'shop.id of the ERP',
  external_id VARCHAR(128) NOT NULL COMMENT 'the ERP''s number of the parcel',
  order_reference VARCHAR(200) NOT NULL COMMENT 'as erp_link.reference: platform:id',
  carrier VARCHAR(64) NOT NULL COMMENT 'the ERP''s code of the carrier',
  tracking VARCHAR(64) NOT NULL COMMENT 'number of the parcel',
  pieces TEXT NOT NULL COMMENT 'JSON: quantity by the platform''s line id; empty: all that was still to be sent',
  shipped_at DATETIME(3) NOT NULL COMMENT 'UTC',
  told_carrier VARCHAR(64) NULL COMMENT 'what the shop was told last; null: nothing yet, or somebody else shipped there',
  told_tracking VARCHAR(64) NULL COMMENT 'as told_carrier',
  told_at DATETIME(3) NULL COMMENT 'UTC',
  read_at DATETIME(3) NOT NULL COMMENT 'as sales_order.read_at',
  batch BIGINT NOT NULL COMMENT 'as sales_order.batch',
  content_hash BINARY(32) NOT NULL COMMENT 'as sales_order.content_hash',
  modified_at DATETIME(3) NOT NULL COMMENT 'the ERP''s time of change, UTC',
  PRIMARY KEY (id),
  UNIQUE KEY uq_shipment (shop_id, external_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='parcels in which the ERP sent orders';

ALTER TABLE listing ADD COLUMN held_down_at DATETIME(3) NULL COMMENT 'a person had it taken down through the hub, UTC: it does not go up with the stock; null again when that is undone or it is seen up later';

CREATE TABLE change_set (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'named in ./hub change undo',
  kind VARCHAR(16) NOT NULL COMMENT 'file, takedown, undo',
  source VARCHAR(300) NOT NULL COMMENT 'name of the file, what was typed, or the change that was undone',
  author VARCHAR(64) NOT NULL COMMENT 'the operating system''s user',
  why VARCHAR(500) NOT NULL COMMENT 'as typed, empty when nothing',
  undone_by BIGINT NULL COMMENT 'change_set.id that restored the old values',
  made_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='what a person changed at once';

CREATE TABLE item_change (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate; of one field the newest counts',
  change_id BIGINT NOT NULL COMMENT 'change_set.id',
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  item_id VARCHAR(128) NOT NULL COMMENT 'the platform''s item',
  sku_id VARCHAR(128) NOT NULL COMMENT 'the platform''s variant, empty for the item',
  field VARCHAR(8) NOT NULL COMMENT 'price, title, shelf',
  old_value VARCHAR(500) NOT NULL COMMENT 'as the shop showed it before: a decimal in its currency, a title, or up, down, down-by-hub',
  new_value VARCHAR(500) NOT NULL COMMENT 'as old_value',
  state VARCHAR(12) NOT NULL COMMENT 'waiting, written, replaced: by a newer one before it was written',
  written_at DATETIME(3) NULL COMMENT 'UTC',
  PRIMARY KEY (id),
  KEY ix_item_change_item (shop_id, item_id, field, state) COMMENT 'what is to be written now',
  KEY ix_item_change_set (change_id) COMMENT 'undo'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='fields of items that a person changed, with their old values';

CREATE TABLE review_answer (
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  review_external_id VARCHAR(128) NOT NULL COMMENT 'review.external_id',
  text MEDIUMTEXT NOT NULL COMMENT 'the shop''s answer as typed; public once it is written',
  author VARCHAR(64) NOT NULL COMMENT 'the operating system''s user',
  state VARCHAR(8) NOT NULL COMMENT 'waiting; written: the shop shows it; task: a person was mailed it, the platform has no call',
  asked_at DATETIME(3) NOT NULL COMMENT 'UTC',
  ended_at DATETIME(3) NULL COMMENT 'written or mailed, UTC',
  PRIMARY KEY (shop_id, review_external_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='answers to reviews, the newest of each';
