-- As Sqlite.018.
CREATE TABLE event (id text COLLATE "C" PRIMARY KEY, members bigint NOT NULL, first_seen bigint NOT NULL, changed bigint NOT NULL);
CREATE INDEX event_changed ON event (changed DESC, id);
CREATE TABLE event_member (hit_id text COLLATE "C" PRIMARY KEY, event_id text COLLATE "C" NOT NULL, rules bigint NOT NULL);
CREATE INDEX event_member_event ON event_member (event_id);
CREATE TABLE event_link (a text COLLATE "C", b text COLLATE "C", verdict text COLLATE "C" NOT NULL, rule text COLLATE "C" NOT NULL, evidence text COLLATE "C" NOT NULL, rules bigint NOT NULL, at bigint NOT NULL, PRIMARY KEY (a, b));
CREATE INDEX event_link_b ON event_link (b);
CREATE TABLE event_key (key bigint, hit_id text COLLATE "C", PRIMARY KEY (key, hit_id));
CREATE INDEX event_key_hit ON event_key (hit_id);
