-- By which number of the rule set a hit's facts were set; 0 = by none. The design itself stands in hit_index.design, not-stated where the record is silent.
ALTER TABLE hit_index ADD COLUMN facts INTEGER NOT NULL DEFAULT 0;
CREATE INDEX hit_index_facts ON hit_index (facts, n) WHERE kind = 'article';
CREATE INDEX hit_index_design ON hit_index (design, n) WHERE design IS NOT NULL;
