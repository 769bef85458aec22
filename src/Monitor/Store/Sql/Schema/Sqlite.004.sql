-- Reports of adverse events by day of receipt, per query of a watch; day is YYYY-MM-DD.
CREATE TABLE report_day (
    query_key TEXT NOT NULL,
    watch TEXT NOT NULL,
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    reports INTEGER NOT NULL,
    serious INTEGER NOT NULL,
    PRIMARY KEY (query_key, kind, day)
);
CREATE INDEX report_day_watch ON report_day (watch, day);
-- What each count brought that the one before had not, append-only; reactions is a list in JSON.
CREATE TABLE report_news (
    id INTEGER PRIMARY KEY,
    poll_id INTEGER NOT NULL,
    watch TEXT NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    added INTEGER NOT NULL,
    serious INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    reactions TEXT NOT NULL,
    disclaimer TEXT,
    quiet INTEGER NOT NULL
);
CREATE INDEX report_news_watch ON report_news (watch, id);
-- Up to which of these a reader has been told, and by which message.
CREATE TABLE report_told (recipient TEXT PRIMARY KEY, upto INTEGER NOT NULL, message_id TEXT NOT NULL);
