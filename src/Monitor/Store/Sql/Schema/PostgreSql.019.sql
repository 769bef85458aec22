-- As Sqlite.019.
ALTER TABLE event_member ADD COLUMN n bigint NOT NULL DEFAULT 0;
ALTER TABLE event_member ADD COLUMN place bigint NOT NULL DEFAULT 0;
UPDATE event_member SET n = coalesce((SELECT i.n FROM hit_index i WHERE i.id = event_member.hit_id), 0), rules = 0;
UPDATE event_member SET place = (SELECT count(*) FROM event_member o WHERE o.event_id = event_member.event_id AND o.n < event_member.n);
DROP INDEX event_member_event;
CREATE INDEX event_member_n ON event_member (n, place, event_id);
CREATE INDEX event_member_event ON event_member (event_id, place, n);
