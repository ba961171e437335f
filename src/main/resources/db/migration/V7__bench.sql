-- A claim asks shop by shop, each in the order of what is due: what waits for a shop that is not live costs nothing.
ALTER TABLE outbox
  DROP INDEX ix_outbox_due,
  ADD INDEX ix_outbox_due (destination, state, shop_id, due_at) COMMENT 'claim, pending gauges';
