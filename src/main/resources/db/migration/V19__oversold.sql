-- SKUs of which more is promised than there is: which are known, so that each is told once and again when it gets worse.

CREATE TABLE oversold (
  erp_sku VARCHAR(128) NOT NULL COMMENT 'the ERP''s SKU',
  title VARCHAR(500) NOT NULL COMMENT 'in the ERP, else as offered; empty when neither is known',
  missing BIGINT NOT NULL COMMENT 'pieces promised beyond what there is, as last found; more than that is told again',
  since DATETIME(3) NOT NULL COMMENT 'oversold since, UTC',
  found_at DATETIME(3) NOT NULL COMMENT 'when it was last found, UTC',
  PRIMARY KEY (erp_sku)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='SKUs that are oversold now; a row goes when there is enough again';
