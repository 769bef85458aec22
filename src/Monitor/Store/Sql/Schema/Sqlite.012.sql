-- When a source is next asked whether it still has what is stored of it, and which records were missing at the last look (JSON, ids of hits).
CREATE TABLE withdrawn_look (source TEXT PRIMARY KEY, next_due INTEGER NOT NULL, suspects TEXT NOT NULL);
