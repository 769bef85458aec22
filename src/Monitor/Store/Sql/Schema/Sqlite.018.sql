-- Which notices are one regulatory event. The id of an event is that of its member that was stored first: the id of any member
-- names the event, so that an id which was given away before two events became one still leads there.
CREATE TABLE event (id TEXT PRIMARY KEY, members INTEGER NOT NULL, first_seen INTEGER NOT NULL, changed INTEGER NOT NULL);
CREATE INDEX event_changed ON event (changed DESC, id);
CREATE TABLE event_member (hit_id TEXT PRIMARY KEY, event_id TEXT NOT NULL, rules INTEGER NOT NULL);
CREATE INDEX event_member_event ON event_member (event_id);
-- Why: verdict is same or maybe, a before b.
CREATE TABLE event_link (a TEXT NOT NULL, b TEXT NOT NULL, verdict TEXT NOT NULL, rule TEXT NOT NULL, evidence TEXT NOT NULL, rules INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (a, b));
CREATE INDEX event_link_b ON event_link (b);
-- Numbers under which a notice is looked up.
CREATE TABLE event_key (key INTEGER NOT NULL, hit_id TEXT NOT NULL, PRIMARY KEY (key, hit_id));
CREATE INDEX event_key_hit ON event_key (hit_id);
