-- A shop whose key stands in the settings is a store, too: its number stands in account_id since it was first met, and here what people call it.

ALTER TABLE shop ADD COLUMN account_name VARCHAR(200) NOT NULL DEFAULT '' COMMENT 'the account as the platform names it for people, empty until known';
