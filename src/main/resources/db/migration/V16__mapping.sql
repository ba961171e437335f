-- Mappings in bulk: what people mapped at once, what stood there before, and which SKUs of the ERP were merged into another.

CREATE TABLE mapping_set (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'surrogate; what map undo names',
  kind VARCHAR(8) NOT NULL COMMENT 'typed, import, merge, undo; auto: equal codes, written down when they were taken back',
  source VARCHAR(300) NOT NULL COMMENT 'name of the file, the two SKUs, or the set that was undone; empty for a typed one',
  author VARCHAR(64) NOT NULL COMMENT 'the operating system''s user',
  made_at DATETIME(3) NOT NULL COMMENT 'UTC; sku_mapping.mapped_at of its codes',
  undone_by BIGINT NULL COMMENT 'mapping_set.id that took it back',
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='what people mapped at once';

CREATE TABLE mapping_change (
  set_id BIGINT NOT NULL COMMENT 'mapping_set.id',
  shop_id BIGINT NOT NULL COMMENT 'shop.id',
  code VARCHAR(128) NOT NULL COMMENT 'as sku_mapping.code',
  old_erp_sku VARCHAR(128) NULL COMMENT 'what it was mapped to before; null: to nothing',
  new_erp_sku VARCHAR(128) NULL COMMENT 'what it is mapped to; null: to nothing, and equal codes do not map it again',
  PRIMARY KEY (set_id, shop_id, code),
  KEY ix_mapping_change_code (shop_id, code, set_id) COMMENT 'undo of one code, show, equal codes',
  KEY ix_mapping_change_old (old_erp_sku) COMMENT 'show: items by a SKU they once had'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='the codes of a mapping_set, each with what stood there before';

CREATE TABLE merged_sku (
  old_sku VARCHAR(128) NOT NULL COMMENT 'a SKU of the ERP that became another',
  direct_sku VARCHAR(128) NOT NULL COMMENT 'the other, as typed',
  new_sku VARCHAR(128) NOT NULL COMMENT 'where it ends, should the other have been merged too',
  set_id BIGINT NOT NULL COMMENT 'mapping_set.id',
  PRIMARY KEY (old_sku)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='SKUs of the ERP that were merged into another; equal codes map to that one';
