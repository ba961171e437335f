ALTER TABLE sim_refund
  ADD COLUMN kind VARCHAR(16) NOT NULL DEFAULT 'undelivered' COMMENT 'undelivered return goodwill shipping exchange' AFTER oid;
