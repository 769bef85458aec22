-- Which study each article and registration is of (decision 022). A study is named by its best known registry number, otherwise by its
-- first hit; names that it had before stand in study_alias, for as long as something of it may be asked for by them.
CREATE TABLE study (id TEXT PRIMARY KEY, since INTEGER NOT NULL, changed INTEGER NOT NULL);
CREATE TABLE study_alias (alias TEXT PRIMARY KEY, study_id TEXT NOT NULL, at INTEGER NOT NULL);
CREATE INDEX study_alias_study ON study_alias (study_id);
-- rules: the number of the rules that read the hit; an earlier one is read again.
CREATE TABLE study_member (hit_id TEXT PRIMARY KEY, study_id TEXT NOT NULL, role TEXT NOT NULL, synthesis INTEGER NOT NULL, rules INTEGER NOT NULL);
CREATE INDEX study_member_study ON study_member (study_id);
-- What each hit states of identifiers, its own among them, so that hits find each other in whatever order they come.
CREATE TABLE study_link (
    from_hit TEXT NOT NULL,
    target TEXT NOT NULL,
    kind TEXT NOT NULL,
    rule TEXT NOT NULL,
    evidence TEXT,
    joined INTEGER NOT NULL,
    apart TEXT,
    at INTEGER NOT NULL,
    PRIMARY KEY (from_hit, target, kind)
);
CREATE INDEX study_link_target ON study_link (target);
