-- What the route gate keeps: who saved which revision and what it changes; what an admin paused.

ALTER TABLE route_revision
  ADD COLUMN author VARCHAR(100) NOT NULL DEFAULT '' COMMENT 'owner of the file; empty: unknown',
  ADD COLUMN state VARCHAR(8) NOT NULL DEFAULT 'ran' COMMENT 'ran, kept (a text that was put aside), removed (its routes ended, accepted)',
  ADD COLUMN effect VARCHAR(4000) NOT NULL DEFAULT '' COMMENT 'what it changed, told by the rehearsal; empty: nothing',
  ADD COLUMN before_id BIGINT NULL COMMENT 'the revision that ran before it';

CREATE TABLE pause (
  kind VARCHAR(8) NOT NULL COMMENT 'shop, route',
  name VARCHAR(200) NOT NULL COMMENT 'shop.shop_key, or the id of a route',
  since DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (kind, name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='what an admin let stand still, over restarts too';
