-- Parcels of the simulated Vendure, which packs and sends an order in pieces. What the trade ships by itself has no rows here.

CREATE TABLE sim_vendure_fulfillment (
  fulfillment_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'platform id',
  shop_key VARCHAR(63) NOT NULL COMMENT 'the simulated shop',
  tid BIGINT NOT NULL COMMENT 'sim_order.tid',
  state VARCHAR(16) NOT NULL COMMENT 'Pending, Shipped',
  method VARCHAR(64) NOT NULL COMMENT 'what the caller named the carrier',
  tracking VARCHAR(64) NOT NULL COMMENT 'number of the parcel',
  created_at DATETIME(3) NOT NULL COMMENT 'packed, UTC',
  updated_at DATETIME(3) NOT NULL COMMENT 'last change of state, UTC',
  PRIMARY KEY (fulfillment_id),
  KEY ix_sim_vendure_fulfillment_order (shop_key, tid),
  FOREIGN KEY (shop_key, tid) REFERENCES sim_order (shop_key, tid) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='parcels that were told to the simulated Vendure';

CREATE TABLE sim_vendure_piece (
  fulfillment_id BIGINT NOT NULL COMMENT 'sim_vendure_fulfillment.fulfillment_id',
  oid BIGINT NOT NULL COMMENT 'sim_line.oid',
  quantity BIGINT NOT NULL COMMENT 'pieces of the line in the parcel',
  PRIMARY KEY (fulfillment_id, oid),
  FOREIGN KEY (fulfillment_id) REFERENCES sim_vendure_fulfillment (fulfillment_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='what is in a parcel';
