-- What is written back to the simulated platforms, and the parcels of the simulated ERP.

ALTER TABLE sim_line
  ADD COLUMN carrier VARCHAR(64) NOT NULL DEFAULT '' COMMENT 'the platform''s code of the carrier, empty while not shipped or shipped without a number',
  ADD COLUMN tracking VARCHAR(64) NOT NULL DEFAULT '' COMMENT 'number of the parcel, empty as carrier';

CREATE TABLE sim_erp_shipment (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'the ERP''s number of the parcel',
  document_id BIGINT NOT NULL COMMENT 'sim_erp_document.id of its order',
  part INT NOT NULL COMMENT 'from 1: which parcel of its order',
  carrier VARCHAR(64) NOT NULL COMMENT 'the ERP''s code of the carrier',
  tracking VARCHAR(64) NOT NULL COMMENT 'number of the parcel',
  pieces TEXT NOT NULL COMMENT 'JSON: line and quantity of what is in it',
  shipped_at DATETIME(3) NOT NULL COMMENT 'UTC',
  modified_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (id),
  UNIQUE KEY uq_sim_erp_shipment (document_id, part),
  KEY ix_sim_erp_shipment_modified (modified_at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='parcels of the simulated ERP';
