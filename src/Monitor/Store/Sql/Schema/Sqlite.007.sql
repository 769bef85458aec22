-- How far a file was imported for a choice of watches: items stored so far, finished is null until its end was reached.
CREATE TABLE import_file (
    name TEXT NOT NULL,
    md5 TEXT NOT NULL,
    scope TEXT NOT NULL,
    size INTEGER NOT NULL,
    items INTEGER NOT NULL,
    records INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    quarantined INTEGER NOT NULL,
    started INTEGER NOT NULL,
    finished INTEGER,
    PRIMARY KEY (name, md5, scope)
);
