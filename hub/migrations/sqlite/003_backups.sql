-- How many backups of this hall are kept in a folder.
ALTER TABLE hall ADD COLUMN kept_backups INTEGER NOT NULL DEFAULT 8;

-- The last backup that was verified.
CREATE TABLE backup (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    made     INTEGER NOT NULL, -- Unix seconds
    arrival  INTEGER NOT NULL, -- the last one that is in it
    folder   TEXT    NOT NULL  -- where it lay then
) STRICT;

-- Up to which seq each device's journal is in a verified backup.
CREATE TABLE backed_up (
    device BLOB    PRIMARY KEY,
    seq    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
