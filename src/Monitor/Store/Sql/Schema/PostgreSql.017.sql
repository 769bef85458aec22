-- As Sqlite.017.
CREATE TABLE study (id text COLLATE "C" PRIMARY KEY, since bigint NOT NULL, changed bigint NOT NULL);
CREATE TABLE study_alias (alias text COLLATE "C" PRIMARY KEY, study_id text COLLATE "C" NOT NULL, at bigint NOT NULL);
CREATE INDEX study_alias_study ON study_alias (study_id);
CREATE TABLE study_member (hit_id text COLLATE "C" PRIMARY KEY, study_id text COLLATE "C" NOT NULL, role text COLLATE "C" NOT NULL, synthesis boolean NOT NULL, rules bigint NOT NULL);
CREATE INDEX study_member_study ON study_member (study_id);
CREATE TABLE study_link (
    from_hit text COLLATE "C",
    target text COLLATE "C",
    kind text COLLATE "C",
    rule text COLLATE "C" NOT NULL,
    evidence text COLLATE "C",
    joined boolean NOT NULL,
    apart text COLLATE "C",
    at bigint NOT NULL,
    PRIMARY KEY (from_hit, target, kind)
);
CREATE INDEX study_link_target ON study_link (target);
