-- A shop that was taken back to observing goes on observing when access to it works again.
ALTER TABLE shop
  ADD COLUMN state_before_pause VARCHAR(16) NOT NULL DEFAULT '' COMMENT 'what a paused shop goes on as: observing or live; empty when not paused' AFTER state;

UPDATE shop SET state_before_pause = IF(go_live_from IS NULL AND role = 'shop', 'observing', 'live') WHERE state = 'paused';
