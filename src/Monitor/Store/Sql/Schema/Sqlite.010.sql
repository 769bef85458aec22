-- What a recipient was alerted of: one hit, or all notices of one event of a regulator. It is a thread of mails; message_id begins it.
-- escalate_at is when another is told unless it is seen before; null = nobody is.
CREATE TABLE alert (
    id INTEGER PRIMARY KEY,
    recipient TEXT NOT NULL,
    matter TEXT NOT NULL,
    kind TEXT NOT NULL,
    watch TEXT NOT NULL,
    title TEXT NOT NULL,
    message_id TEXT NOT NULL,
    created INTEGER NOT NULL,
    escalate_at INTEGER,
    seen INTEGER,
    seen_by TEXT,
    escalated INTEGER,
    escalated_in TEXT,
    UNIQUE (recipient, matter)
);
CREATE INDEX alert_unseen ON alert (escalate_at) WHERE escalate_at IS NOT NULL AND seen IS NULL AND escalated IS NULL;
-- The mails about alerts, each with the number that its "I have seen it" link carries; several alerts may share one.
CREATE TABLE alert_mail (n INTEGER PRIMARY KEY, message_id TEXT NOT NULL UNIQUE, recipient TEXT NOT NULL, kind TEXT NOT NULL, created INTEGER NOT NULL);
CREATE INDEX alert_mail_recipient ON alert_mail (recipient, created);
CREATE TABLE alert_in_mail (mail INTEGER NOT NULL, alert INTEGER NOT NULL, PRIMARY KEY (mail, alert));
CREATE INDEX alert_in_mail_alert ON alert_in_mail (alert);
