-- What proves the hall's own entries: after a restore the hall may have lost some, and the
-- phone hands the pages back on which it heard them.

-- Of each page with an entry of the hall's own: what the hall signed, and which entries the
-- signature covers, in their order.
CREATE TABLE page (
    no INTEGER PRIMARY KEY,
    log BLOB NOT NULL,
    generation INTEGER NOT NULL, -- which life of the hall signed it
    front BLOB NOT NULL,         -- all that stands before the entries, the signature included
    entries BLOB NOT NULL        -- their keys
);
CREATE INDEX page_by_log ON page (log);

-- Pages that came before this table did are asked for again: what they say is here, and
-- changes nothing.
DELETE FROM log;
