-- How far each phone has read the hall's lists and decisions, by its own word: an erasure
-- has reached a phone that has read past it.
CREATE TABLE contact (
    device  BLOB    PRIMARY KEY,
    control INTEGER NOT NULL, -- it has everything of the control log before this position
    at      INTEGER NOT NULL  -- when it last said so, Unix seconds
) STRICT, WITHOUT ROWID;
