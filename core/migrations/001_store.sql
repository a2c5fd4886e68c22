-- The phone's store, schema 1.
--
-- A key names an entry, and so the household, resident, session or village it made:
-- device number * 2^32 + seq. Number 0 is this phone, 1 its hall.
-- `about` is a list of such keys: the entries that a row is folded from.

CREATE TABLE kept (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

-- The journal: what this phone wrote (gap-free, to be handed in), and what it heard.
CREATE TABLE device (no INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE);
CREATE TABLE own (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE heard (key INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE journal (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    last_seq INTEGER NOT NULL,
    head BLOB NOT NULL,
    clock INTEGER NOT NULL
);
-- The chain's head after every 128th own entry, so that any other is near.
CREATE TABLE head (seq INTEGER PRIMARY KEY, head BLOB NOT NULL);

-- What the hall confirmed, and how far each of its logs was read.
CREATE TABLE receipt (
    no INTEGER PRIMARY KEY,
    generation INTEGER NOT NULL,
    number INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    bytes BLOB NOT NULL
);
CREATE TABLE log (name BLOB PRIMARY KEY, next INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE pack (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL,
    bytes BLOB NOT NULL
);

-- What the entries come to. `fold` is the version of the fold that wrote the rows; a row
-- without `hash` is one whose making entry hasn't come or doesn't count.
CREATE TABLE control (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    fold INTEGER NOT NULL,
    bytes BLOB NOT NULL
);
CREATE TABLE session (
    key INTEGER PRIMARY KEY,
    about BLOB NOT NULL,
    began INTEGER,
    village INTEGER,
    day INTEGER,
    open INTEGER NOT NULL DEFAULT 0,
    mine INTEGER NOT NULL DEFAULT 0,
    hash BLOB
);
CREATE INDEX session_open ON session (day) WHERE open = 1;
-- Sessions that entries name before their opening has come.
CREATE TABLE awaited (session INTEGER PRIMARY KEY);
CREATE TABLE household (
    key INTEGER PRIMARY KEY,
    about BLOB NOT NULL,
    village INTEGER,
    name TEXT,
    place TEXT,
    sort BLOB,
    people INTEGER NOT NULL DEFAULT 0,
    state INTEGER NOT NULL DEFAULT 0,
    visited INTEGER,
    hash BLOB
);
CREATE INDEX household_by_name ON household (village, sort);
CREATE INDEX household_by_state ON household (village, state, people);
CREATE TABLE resident (
    key INTEGER PRIMARY KEY,
    about BLOB NOT NULL,
    household INTEGER,
    name TEXT,
    birth_year INTEGER,
    phone TEXT,
    state INTEGER NOT NULL DEFAULT 0,
    practised INTEGER NOT NULL DEFAULT 0,
    appointment INTEGER,
    hash BLOB
);
CREATE INDEX resident_by_household ON resident (household);
CREATE INDEX resident_by_appointment ON resident (appointment) WHERE appointment IS NOT NULL;

-- Guides that are open: durable at each tap, one entry when left.
CREATE TABLE draft (
    resident INTEGER NOT NULL,
    skill INTEGER NOT NULL,
    session INTEGER,
    pack INTEGER NOT NULL,
    steps BLOB NOT NULL,
    come_back INTEGER,
    note TEXT,
    at INTEGER NOT NULL,
    PRIMARY KEY (resident, skill)
) WITHOUT ROWID;
