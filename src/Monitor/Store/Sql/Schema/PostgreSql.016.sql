-- As Sqlite.016.
CREATE TABLE report_key (key bigint NOT NULL, paper boolean NOT NULL, n bigint NOT NULL, PRIMARY KEY (key, paper, n));
CREATE TABLE report_member (
    hit_id text COLLATE "C" PRIMARY KEY,
    n bigint NOT NULL,
    report_id text COLLATE "C" NOT NULL,
    place bigint NOT NULL,
    pmid text COLLATE "C",
    keys bytea NOT NULL,
    print bigint NOT NULL,
    rules bigint NOT NULL
);
CREATE INDEX report_member_n ON report_member (n, place, report_id);
CREATE INDEX report_member_report ON report_member (report_id, place, n);
CREATE TABLE report_pair (
    a text COLLATE "C" NOT NULL,
    b text COLLATE "C" NOT NULL,
    verdict text COLLATE "C" NOT NULL,
    rule text COLLATE "C" NOT NULL,
    score double precision NOT NULL,
    reasons text COLLATE "C" NOT NULL,
    versions boolean NOT NULL,
    waits text COLLATE "C",
    rules bigint NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (a, b)
);
CREATE INDEX report_pair_b ON report_pair (b);
CREATE TABLE report_person (a text COLLATE "C" NOT NULL, b text COLLATE "C" NOT NULL, decision text COLLATE "C" NOT NULL, by text COLLATE "C" NOT NULL, at bigint NOT NULL, PRIMARY KEY (a, b));
CREATE INDEX report_person_b ON report_person (b);
CREATE TABLE due_held (recipient text COLLATE "C" NOT NULL, seq bigint NOT NULL, watch text COLLATE "C" NOT NULL, hit_id text COLLATE "C" NOT NULL, created bigint NOT NULL, PRIMARY KEY (recipient, seq));
CREATE INDEX due_held_hit ON due_held (hit_id);
