-- The hall's store. `chunk` is the journal and never changes; everything named `state_…`
-- is a checkpoint of its fold and can be made again from it.

CREATE TABLE hall (
    only_row   INTEGER PRIMARY KEY CHECK (only_row = 1),
    device     BLOB    NOT NULL, -- 8 bytes, from the identity key
    generation INTEGER NOT NULL,
    mark       BLOB    NOT NULL, -- 8 random bytes
    clock      INTEGER NOT NULL  -- the latest moment written or believed, packed
) STRICT;

-- One signed batch as it came. A batch may repeat what was stored before: its entries
-- count from first_seq on.
CREATE TABLE chunk (
    arrival    INTEGER PRIMARY KEY AUTOINCREMENT,
    device     BLOB    NOT NULL,
    first_seq  INTEGER NOT NULL,
    count      INTEGER NOT NULL,
    head_after BLOB    NOT NULL,
    batch      BLOB    NOT NULL,
    UNIQUE (device, first_seq)
) STRICT;

-- How far each device's journal has come. The row is what serialises a device's uploads.
CREATE TABLE watermark (
    device   BLOB    PRIMARY KEY,
    next_seq INTEGER NOT NULL,
    head     BLOB    NOT NULL,
    receipts INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Codes of invitations: only their hashes.
CREATE TABLE invitation (
    code_hash   BLOB    PRIMARY KEY,
    volunteer   BLOB    NOT NULL, -- 8 bytes of device, 8 of seq, big-endian
    expires_at  INTEGER NOT NULL,
    used_by     BLOB,             -- the phone that showed it
    safety_code TEXT              -- six digits, on both screens
) STRICT, WITHOUT ROWID;

CREATE TABLE pack (
    digest  BLOB    PRIMARY KEY,
    version INTEGER NOT NULL,
    file    BLOB    NOT NULL
) STRICT;

-- The figures of frozen reports, as JSON.
CREATE TABLE report (
    number  INTEGER PRIMARY KEY,
    figures BLOB    NOT NULL
) STRICT;

-- Which household or resident an imported list means by its key. Not in the journal: the
-- keys are the list's own and stay at the hall.
CREATE TABLE import_key (
    list  TEXT NOT NULL, -- 'households', 'residents'
    key   TEXT NOT NULL,
    entry BLOB NOT NULL, -- 8 bytes of device, 8 of seq, big-endian
    PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;

-- What the officer typed for the report, kept for the next one, as JSON.
CREATE TABLE typed_rows (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    typed    BLOB    NOT NULL
) STRICT;

CREATE TABLE checkpoint (
    only_row     INTEGER PRIMARY KEY CHECK (only_row = 1),
    fold_version INTEGER NOT NULL,
    arrival      INTEGER NOT NULL, -- the chunks up to this one are folded in
    entries      INTEGER NOT NULL  -- how many entries that were
) STRICT;

CREATE TABLE state_control   (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), facts BLOB NOT NULL) STRICT;
CREATE TABLE state_household (id BLOB PRIMARY KEY, facts BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE state_resident  (id BLOB PRIMARY KEY, facts BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE state_session   (id BLOB PRIMARY KEY, facts BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE state_guest     (session BLOB PRIMARY KEY, villages BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE state_log       (log BLOB PRIMARY KEY, items BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE state_digest    (village BLOB PRIMARY KEY, digest BLOB NOT NULL) STRICT, WITHOUT ROWID;
