-- What a trouble says to people, as a code with its values: mails put it into the reader's language.

ALTER TABLE trouble ADD COLUMN said TEXT NULL COMMENT 'JSON: code of the text in the mails'' bundles, its values, words of another side to quote; null: only message is known (written by a release before)';
