-- Counts the changes of stored documents that leave no revision (other matches, other tags): with the newest revision it tells whether anything readers see is different.
CREATE TABLE hit_version (id INTEGER PRIMARY KEY CHECK (id = 1), changes INTEGER NOT NULL);
INSERT INTO hit_version (id, changes) VALUES (1, 0);
CREATE TRIGGER mt_doc_article_changed AFTER UPDATE OF data ON mt_doc_article WHEN NEW.data IS NOT OLD.data BEGIN UPDATE hit_version SET changes = changes + 1; END;
CREATE TRIGGER mt_doc_trial_changed AFTER UPDATE OF data ON mt_doc_trial WHEN NEW.data IS NOT OLD.data BEGIN UPDATE hit_version SET changes = changes + 1; END;
CREATE TRIGGER mt_doc_notice_changed AFTER UPDATE OF data ON mt_doc_notice WHEN NEW.data IS NOT OLD.data BEGIN UPDATE hit_version SET changes = changes + 1; END;
-- Answers to POSTs that carried an Idempotency-Key; request is the hash of what was asked.
CREATE TABLE idempotent_post (
    route TEXT NOT NULL,
    key TEXT NOT NULL,
    request TEXT NOT NULL,
    status INTEGER NOT NULL,
    content_type TEXT,
    body BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (route, key)
);
CREATE INDEX idempotent_post_at ON idempotent_post (at);
