-- The query that the stored hits of a watch were last matched against, canonical; notice_query is null where the watch has none.
CREATE TABLE watch_state (watch TEXT PRIMARY KEY, query TEXT NOT NULL, notice_query TEXT, since INTEGER NOT NULL);
-- What a changed query gained and lost among the stored hits; the ids are lists in JSON.
CREATE TABLE watch_change (
    id INTEGER PRIMARY KEY,
    watch TEXT NOT NULL,
    at INTEGER NOT NULL,
    old_query TEXT NOT NULL,
    new_query TEXT NOT NULL,
    gained INTEGER NOT NULL,
    lost INTEGER NOT NULL,
    gained_ids TEXT NOT NULL,
    lost_ids TEXT NOT NULL
);
CREATE INDEX watch_change_watch ON watch_change (watch, id);
CREATE TABLE watch_change_told (recipient TEXT NOT NULL, change_id INTEGER NOT NULL, message_id TEXT NOT NULL, PRIMARY KEY (recipient, change_id));
-- How the last look for a watch's known items ended; checked is null until one was answered, query is what was sent.
CREATE TABLE expect_state (
    watch TEXT NOT NULL,
    source TEXT NOT NULL,
    checked INTEGER,
    found TEXT NOT NULL,
    missing TEXT NOT NULL,
    error TEXT,
    query TEXT NOT NULL,
    next_due INTEGER NOT NULL,
    PRIMARY KEY (watch, source)
);
