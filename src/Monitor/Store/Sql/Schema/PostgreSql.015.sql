-- As Sqlite.015.
ALTER TABLE message ADD COLUMN claimed_by text COLLATE "C";
ALTER TABLE message ADD COLUMN claimed_until bigint;
-- The last request of any node to each host: when it was, or is to be, sent (owner, sent), when its answer was in (NULL = it is not,
-- or the node died), and what a Retry-After asked for. SQLite has none: only one node works there.
CREATE TABLE host_slot (host text COLLATE "C" PRIMARY KEY, owner text COLLATE "C" NOT NULL, sent bigint NOT NULL, answered bigint, not_before bigint NOT NULL DEFAULT 0);
