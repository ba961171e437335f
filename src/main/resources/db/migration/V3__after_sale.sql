-- After-sale: of which kind a refund is, and which states the hub saw it in.

ALTER TABLE refund
  ADD COLUMN kind VARCHAR(16) NOT NULL DEFAULT 'UNKNOWN' COMMENT 'UNDELIVERED RETURN GOODWILL SHIPPING EXCHANGE UNKNOWN; EXCHANGE moves goods only' AFTER line_external_id,
  ADD COLUMN status_batch BIGINT NOT NULL DEFAULT 0 COMMENT 'the write that last changed platform_status' AFTER completed_at;

CREATE TABLE refund_status_history (
  refund_id BIGINT NOT NULL COMMENT 'refund.id',
  platform_status VARCHAR(64) NOT NULL COMMENT 'the platform''s word',
  at DATETIME(3) NOT NULL COMMENT 'modification time of the version that first showed it, UTC',
  status VARCHAR(16) NOT NULL COMMENT 'in the hub''s words',
  read_at DATETIME(3) NOT NULL COMMENT 'when the hub read it, UTC',
  PRIMARY KEY (refund_id, at, platform_status)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='which states the hub saw a refund in';
