-- Which articles are one report (docs/decisions/020). The keys under which a record is looked up; n is its number in hit_index. paper: it has
-- a PMID that names one paper, so that another such record need not look at it, however crowded the key.
CREATE TABLE report_key (key INTEGER NOT NULL, paper INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, paper, n)) WITHOUT ROWID;
-- Every article stands in one report, alone or with others. report_id is the id of the member that was stored first, place 0 leads where a
-- report is shown once; pmid only where it names one paper (no preprint). keys, print and rules: what report_key holds of it, of which
-- citation, by which version of the rules.
CREATE TABLE report_member (
    hit_id TEXT PRIMARY KEY,
    n INTEGER NOT NULL,
    report_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    pmid TEXT,
    keys BLOB NOT NULL,
    print INTEGER NOT NULL,
    rules INTEGER NOT NULL
);
CREATE INDEX report_member_n ON report_member (n, place, report_id);
CREATE INDEX report_member_report ON report_member (report_id, place, n);
-- Decided pairs that are the same or for a person; a comes before b. waits: why a pair that a rule calls the same is left to a person.
CREATE TABLE report_pair (
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    verdict TEXT NOT NULL,
    rule TEXT NOT NULL,
    score REAL NOT NULL,
    reasons TEXT NOT NULL,
    versions INTEGER NOT NULL,
    waits TEXT,
    rules INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (a, b)
);
CREATE INDEX report_pair_b ON report_pair (b);
-- What people decided: joined or parted.
CREATE TABLE report_person (a TEXT NOT NULL, b TEXT NOT NULL, decision TEXT NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (a, b));
CREATE INDEX report_person_b ON report_person (b);
-- What a recipient was not told because another record of the report had told it; due if the two turn out to be two reports.
CREATE TABLE due_held (recipient TEXT NOT NULL, seq INTEGER NOT NULL, watch TEXT NOT NULL, hit_id TEXT NOT NULL, created INTEGER NOT NULL, PRIMARY KEY (recipient, seq));
CREATE INDEX due_held_hit ON due_held (hit_id);
