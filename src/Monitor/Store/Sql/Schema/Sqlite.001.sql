-- Documents: Marten's table format, the same five columns as in PostgreSQL (text here).
CREATE TABLE mt_doc_article (id TEXT NOT NULL, data TEXT NOT NULL, mt_last_modified TEXT NOT NULL, mt_version TEXT NOT NULL, mt_dotnet_type TEXT NOT NULL, CONSTRAINT pkey_mt_doc_article_id PRIMARY KEY (id));
CREATE TABLE mt_doc_trial (id TEXT NOT NULL, data TEXT NOT NULL, mt_last_modified TEXT NOT NULL, mt_version TEXT NOT NULL, mt_dotnet_type TEXT NOT NULL, CONSTRAINT pkey_mt_doc_trial_id PRIMARY KEY (id));
CREATE TABLE mt_doc_notice (id TEXT NOT NULL, data TEXT NOT NULL, mt_last_modified TEXT NOT NULL, mt_version TEXT NOT NULL, mt_dotnet_type TEXT NOT NULL, CONSTRAINT pkey_mt_doc_notice_id PRIMARY KEY (id));

-- All times below are UTC in milliseconds since 1970.
CREATE TABLE hit_index (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    external_id TEXT NOT NULL,
    published TEXT,
    first_seen INTEGER NOT NULL,
    last_changed INTEGER NOT NULL,
    design TEXT
);
CREATE INDEX hit_index_first_seen ON hit_index (first_seen DESC, n DESC);
CREATE TABLE hit_identifier (scheme TEXT NOT NULL, value TEXT NOT NULL, hit_id TEXT NOT NULL, PRIMARY KEY (value, scheme, hit_id));
CREATE INDEX hit_identifier_hit ON hit_identifier (hit_id);
-- n: the number of the hit.
CREATE TABLE hit_watch (hit_id TEXT NOT NULL, watch TEXT NOT NULL, n INTEGER NOT NULL, upstream_only INTEGER NOT NULL, since INTEGER NOT NULL, PRIMARY KEY (hit_id, watch));
CREATE INDEX hit_watch_watch ON hit_watch (watch, n);
-- One text per hit, already folded by the one normaliser; rowid = hit_index.n.
CREATE VIRTUAL TABLE hit_text USING fts5 (text, content='', contentless_delete=1, tokenize='unicode61');
-- A commit merges nothing large that it did not write itself: one in fifty took a tenth of a second. Housekeeping merges.
INSERT INTO hit_text (hit_text, rank) VALUES ('automerge', 0);

CREATE TABLE revision (
    seq INTEGER PRIMARY KEY,
    hit_id TEXT NOT NULL,
    type TEXT NOT NULL,
    at INTEGER NOT NULL,
    news INTEGER NOT NULL,
    quiet INTEGER NOT NULL,
    changes TEXT NOT NULL,
    poll_id INTEGER NOT NULL
);
CREATE INDEX revision_hit ON revision (hit_id, seq);
CREATE TABLE due (
    recipient TEXT NOT NULL,
    seq INTEGER NOT NULL,
    watch TEXT NOT NULL,
    created INTEGER NOT NULL,
    message_id TEXT,
    PRIMARY KEY (recipient, seq)
);
CREATE INDEX due_message ON due (message_id);
CREATE TABLE message (
    id TEXT PRIMARY KEY,
    recipient TEXT NOT NULL,
    address TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    created INTEGER NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt INTEGER NOT NULL,
    sent INTEGER,
    error TEXT
);
CREATE INDEX message_state ON message (state, next_attempt);

CREATE TABLE poll (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    watch TEXT,
    query TEXT NOT NULL,
    query_key TEXT NOT NULL,
    window_from INTEGER NOT NULL,
    window_to INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    widened TEXT NOT NULL,
    new INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    known INTEGER NOT NULL,
    duplicates INTEGER NOT NULL,
    unmatched INTEGER NOT NULL,
    quarantined INTEGER NOT NULL,
    error TEXT,
    started INTEGER NOT NULL,
    finished INTEGER NOT NULL,
    quiet INTEGER NOT NULL
);
CREATE INDEX poll_source ON poll (source, id);
CREATE TABLE poll_payload (poll_id INTEGER NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (poll_id, hash));
-- Windows proved complete, per exact upstream query; overlapping windows are joined.
CREATE TABLE coverage (
    source TEXT NOT NULL,
    query_key TEXT NOT NULL,
    window_from INTEGER NOT NULL,
    window_to INTEGER NOT NULL,
    PRIMARY KEY (source, query_key, window_from)
);
CREATE TABLE gap (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    query_key TEXT NOT NULL,
    window_from INTEGER NOT NULL,
    window_to INTEGER NOT NULL,
    reason TEXT NOT NULL,
    opened INTEGER NOT NULL,
    UNIQUE (source, query_key, window_from, window_to)
);
CREATE TABLE query_state (
    source TEXT NOT NULL,
    query_key TEXT NOT NULL,
    watch TEXT,
    query TEXT NOT NULL,
    started INTEGER NOT NULL,
    next_due INTEGER NOT NULL,
    -- Rung of its own ladder of waits, and when it failed last; failed is null when the last attempt was answered.
    level INTEGER NOT NULL DEFAULT 0,
    failed INTEGER,
    etag TEXT,
    last_modified TEXT,
    PRIMARY KEY (source, query_key)
);
-- What a watch asked of a source under each key: before = what it asked until then, proved complete until that instant. Null = it is the first.
CREATE TABLE query_asked (
    source TEXT NOT NULL,
    query_key TEXT NOT NULL,
    watch TEXT NOT NULL,
    asked TEXT NOT NULL,
    before TEXT,
    proved INTEGER,
    PRIMARY KEY (source, query_key)
);
CREATE TABLE source_state (
    source TEXT PRIMARY KEY,
    next_allowed INTEGER NOT NULL DEFAULT 0,
    level INTEGER NOT NULL DEFAULT 0,
    -- Since the last success: which query failed last, which was told last to wait, and when the wait began that a query may break.
    failed_key TEXT,
    told_key TEXT,
    waits_since INTEGER,
    failing_since INTEGER,
    last_success INTEGER,
    last_outcome TEXT,
    last_error TEXT,
    lease_owner TEXT,
    lease_until INTEGER NOT NULL DEFAULT 0,
    fence INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE payload (
    hash TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    content_type TEXT,
    received INTEGER NOT NULL,
    size INTEGER NOT NULL,
    content BLOB NOT NULL
);
CREATE INDEX payload_received ON payload (received);
CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    external_id TEXT,
    reason TEXT NOT NULL,
    raw_hash TEXT NOT NULL,
    raw TEXT NOT NULL,
    poll_id INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    UNIQUE (source, raw_hash)
);
-- Every item of a feed, matched or not: what was read already, and what a changed watch is matched against again.
CREATE TABLE feed_item (
    source TEXT NOT NULL,
    feed TEXT NOT NULL,
    external_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    data TEXT NOT NULL,
    complete INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    PRIMARY KEY (source, feed, external_id)
);
-- Which queries a feed's kept items have been matched against.
CREATE TABLE feed_watch (source TEXT NOT NULL, feed TEXT NOT NULL, watch TEXT NOT NULL, query TEXT NOT NULL, PRIMARY KEY (source, feed, watch));

-- What was stored silently, to be announced once to each recipient.
CREATE TABLE quiet_batch (id INTEGER PRIMARY KEY, watch TEXT NOT NULL, source TEXT NOT NULL, reason TEXT NOT NULL, hits INTEGER NOT NULL, since INTEGER, at INTEGER NOT NULL);
CREATE TABLE announced (recipient TEXT NOT NULL, batch_id INTEGER NOT NULL, message_id TEXT NOT NULL, PRIMARY KEY (recipient, batch_id));
CREATE TABLE recipient_state (id TEXT PRIMARY KEY, first_seen INTEGER NOT NULL, next_digest INTEGER NOT NULL, looked_until INTEGER NOT NULL, last_message INTEGER);
