//! The tables of a copy.

/// The steps of the schema; their number is its version.
pub(super) const STEPS: &[&str] = &[
    "
-- What is asked for often about every contact, apart from its long text.
CREATE TABLE contact (
    id          INTEGER PRIMARY KEY,
    fingerprint INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    responsible INTEGER NOT NULL,
    script      INTEGER NOT NULL, -- with `folded`: its place in a list of names
    folded      TEXT    NOT NULL,
    observed    INTEGER NOT NULL, -- the request whose answer held it last
    version     INTEGER NOT NULL, -- the transaction that changed it last
    miss        INTEGER NOT NULL DEFAULT 0, -- in how many sweeps it was not there
    missed_at   INTEGER           -- when that was noticed last, by this machine's clock
) STRICT;
CREATE INDEX contact_by_name ON contact (script, folded, id);
CREATE INDEX contact_by_version ON contact (version);
CREATE INDEX contact_missed ON contact (id) WHERE miss > 0;
CREATE TABLE body (
    id  INTEGER PRIMARY KEY REFERENCES contact (id) ON DELETE CASCADE,
    raw TEXT NOT NULL -- exactly as received
) STRICT;
-- Contacts that the account no longer shows, with what they held last.
CREATE TABLE gone (
    id       INTEGER PRIMARY KEY,
    raw      TEXT    NOT NULL,
    observed INTEGER NOT NULL,
    version  INTEGER NOT NULL,
    gone_at  INTEGER NOT NULL -- by this machine's clock
) STRICT;
-- Items that could not be read.
CREATE TABLE quarantine (
    fingerprint INTEGER PRIMARY KEY,
    id          INTEGER, -- of the contact, when at least that could be read
    raw         TEXT    NOT NULL,
    why         TEXT    NOT NULL,
    observed    INTEGER NOT NULL
) STRICT;
CREATE INDEX quarantine_by_id ON quarantine (id);
CREATE TABLE state (
    one          INTEGER PRIMARY KEY CHECK (one = 1),
    observations INTEGER NOT NULL,
    version      INTEGER NOT NULL,
    forgotten    INTEGER NOT NULL, -- removals up to this version are no longer told
    account      TEXT,             -- its answer about itself, as received
    pass         TEXT,             -- how fresh the copy is, and how far a pass has come (JSON)
    sweep        TEXT              -- the same for the sweep
) STRICT;
INSERT INTO state (one, observations, version, forgotten) VALUES (1, 0, 0, 0);
",
    PHONES,
    IDENTITY,
    HEAD,
];

/// Who has a phone is asked while it rings, so nobody may have to be read for it. What a copy holds already is taken for other
/// than received, and so read anew by the next pass, with its phones.
const PHONES: &str = "
CREATE TABLE phone (
    id     INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    number TEXT    NOT NULL, -- what two phones are the same by
    PRIMARY KEY (id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX phone_by_number ON phone (number);
UPDATE contact SET fingerprint = ~fingerprint;
UPDATE state SET pass = NULL;
";

/// What is kept beside a copy has to be told from what another one left there, and counting everybody takes longer than to show
/// the first of them.
const IDENTITY: &str = "
ALTER TABLE state ADD COLUMN identity INTEGER NOT NULL DEFAULT 0; -- random
ALTER TABLE state ADD COLUMN contacts INTEGER NOT NULL DEFAULT 0; -- how many there are
UPDATE state SET identity = random(), contacts = (SELECT count(*) FROM contact);
";

/// Those who stand first lie everywhere in a copy, and every start reads them. Whatever changes the order of names has to empty
/// this table.
const HEAD: &str = "
CREATE TABLE head (
    place   INTEGER PRIMARY KEY, -- in the list of names, from 0
    script  INTEGER NOT NULL,    -- whose names stand first in it
    version INTEGER NOT NULL,    -- of the copy that had this list
    raw     TEXT    NOT NULL
) STRICT;
";
