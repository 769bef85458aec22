-- What the operator must know; at most one open line per kind, source and key. closed is null while it stands.
CREATE TABLE alarm (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    key TEXT NOT NULL,
    watch TEXT,
    query TEXT,
    text TEXT NOT NULL,
    detail TEXT,
    since INTEGER NOT NULL,
    patient INTEGER NOT NULL,
    opened INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    closed INTEGER,
    told TEXT,
    told_closed TEXT
);
CREATE UNIQUE INDEX alarm_open ON alarm (kind, source, key) WHERE closed IS NULL;
CREATE INDEX alarm_query ON alarm (source, key) WHERE closed IS NULL;

-- A gap is feed (the feed no longer reached back) or unproven (no complete answer); a repaired one stays, with the time of its repair.
ALTER TABLE gap ADD COLUMN kind TEXT NOT NULL DEFAULT 'feed';
ALTER TABLE gap ADD COLUMN closed INTEGER;
CREATE INDEX gap_open ON gap (source, query_key) WHERE closed IS NULL;

-- How often the records of a query lack a field that their source relies on; query_key is empty for the sum of the source.
CREATE TABLE field_habit (
    source TEXT NOT NULL,
    query_key TEXT NOT NULL,
    field TEXT NOT NULL,
    records INTEGER NOT NULL,
    absent INTEGER NOT NULL,
    reread INTEGER NOT NULL,
    lost INTEGER NOT NULL,
    PRIMARY KEY (source, query_key, field)
);
-- The last complete answer to a query (its records, in JSON), how many items its answers have, how often records vanish, how often new ones come.
CREATE TABLE answer_habit (
    source TEXT NOT NULL,
    query_key TEXT NOT NULL,
    records TEXT NOT NULL,
    counts TEXT NOT NULL,
    expected INTEGER NOT NULL,
    vanished INTEGER NOT NULL,
    arrivals INTEGER NOT NULL,
    first_arrival INTEGER,
    last_arrival INTEGER,
    longest INTEGER NOT NULL,
    PRIMARY KEY (source, query_key)
);

-- The message that this one answers, for the reader's thread.
ALTER TABLE message ADD COLUMN in_reply_to TEXT;
-- The last heartbeat, one row.
CREATE TABLE heartbeat (id INTEGER PRIMARY KEY CHECK (id = 1), tried INTEGER NOT NULL, last INTEGER, error TEXT);
-- Written to see whether the store takes a write, one row.
CREATE TABLE write_probe (id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL);
