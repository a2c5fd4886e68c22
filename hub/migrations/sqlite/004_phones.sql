-- What suspended and revoked phones handed in: signed batches as they came, a chain that
-- goes on from the phone's watermark. Nothing of it is in the journal until an officer
-- takes it.
CREATE TABLE parked (
    device     BLOB    NOT NULL,
    first_seq  INTEGER NOT NULL, -- its entries count from here on, as in chunk
    count      INTEGER NOT NULL,
    head_after BLOB    NOT NULL,
    batch      BLOB    NOT NULL,
    at         INTEGER NOT NULL, -- when it came, Unix seconds by the hall's clock
    PRIMARY KEY (device, first_seq)
) STRICT, WITHOUT ROWID;

-- Up to which entry an officer refused what a phone handed in.
CREATE TABLE refused (
    device   BLOB    PRIMARY KEY,
    last_seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The latest order to each phone that was ever given one. Numbers count up over all
-- phones; what the order says follows from the journal and `wipe`.
CREATE TABLE phone_order (
    device BLOB    PRIMARY KEY,
    number INTEGER NOT NULL,
    wipe   INTEGER NOT NULL, -- 0, 1
    why    TEXT,             -- the operator's words; they stay at the hall
    at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What the hall's card says, for phones that know the hall already.
CREATE TABLE card (
    only_row  INTEGER PRIMARY KEY CHECK (only_row = 1),
    version   INTEGER NOT NULL,
    addresses TEXT    NOT NULL -- one a line, most likely first
) STRICT;
