-- All messages of the thread before this one, apart by blanks; null = the one in in_reply_to.
ALTER TABLE message ADD COLUMN refs TEXT;
-- 1 = a server found it too large: it leaves cut, with a link to the rest.
ALTER TABLE message ADD COLUMN short INTEGER NOT NULL DEFAULT 0;
-- From when the time is counted after which it is given up: since it was composed (null), or was to be sent again.
ALTER TABLE message ADD COLUMN queued INTEGER;
CREATE INDEX message_recipient ON message (recipient, state);
-- How often a server has refused an address for good without taking anything in between; suppressed = since when nothing is sent there.
CREATE TABLE address_state (
    recipient TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    refusals INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    reply TEXT NOT NULL,
    suppressed INTEGER
);
-- Who wants no more of which messages, by their own hand.
CREATE TABLE unsubscribed (recipient TEXT NOT NULL, scope TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (recipient, scope));
-- Keys made at first use; shown nowhere.
CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL);
