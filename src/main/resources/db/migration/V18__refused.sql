-- Writes that a shop did not take stand among what stands still. What columns hold is said anew; no row changes.

ALTER TABLE held_record MODIFY place VARCHAR(12) NOT NULL COMMENT 'where it stands: quarantine, parked, dead; refused: a write to a shop that was given up';
ALTER TABLE trouble MODIFY kind VARCHAR(32) NOT NULL COMMENT 'auth, permission, clock, route, config and the other kinds of docs/operations.md';
