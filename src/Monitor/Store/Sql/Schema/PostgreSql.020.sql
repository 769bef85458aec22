-- As Sqlite.020.
CREATE TABLE state_told (
    paper text COLLATE "C" NOT NULL, state text COLLATE "C" NOT NULL, recipient text COLLATE "C" NOT NULL, seq bigint NOT NULL, PRIMARY KEY (paper, state, recipient)
);
