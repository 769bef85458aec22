-- What each reader was told became of a paper: paper = id of a record of the report, state = its name in ToldState, seq = the due row
-- that says it. What stands here is not told again.
CREATE TABLE state_told (paper TEXT NOT NULL, state TEXT NOT NULL, recipient TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (paper, state, recipient));
