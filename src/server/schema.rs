//! The tables of an account, as the steps that lead there. Steps are only ever added: their number is the version.

#[cfg(test)]
mod tests;

/// Every step, oldest first.
pub(super) const STEPS: &[&str] = &[
    FIRST,
    NAMES,
    NEIGHBOURS,
    RECORDS,
    ADMINISTRATION,
    DATES,
    TOMBSTONES,
    HAYSTACK,
    KEYS,
];

const FIRST: &str = r#"
-- One row: who this account is. `secret` keys the digests of API keys and sessions.
CREATE TABLE account (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    id          INTEGER NOT NULL,
    name        TEXT NOT NULL,
    subdomain   TEXT NOT NULL,
    currency    TEXT NOT NULL,
    timezone    TEXT NOT NULL,
    language    TEXT NOT NULL,
    secret      BLOB NOT NULL,
    changed_at  INTEGER NOT NULL -- the latest tick of the account's own clock, see `contact.changed_at`
);

CREATE TABLE user_group (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);

CREATE TABLE user (
    id           INTEGER PRIMARY KEY,
    name         TEXT NOT NULL,
    last_name    TEXT NOT NULL,
    login        TEXT NOT NULL UNIQUE COLLATE NOCASE,
    language     TEXT NOT NULL,
    group_id     INTEGER NOT NULL, -- 0 is the default group, which has no row
    phone_number TEXT,
    is_active    INTEGER NOT NULL,
    is_admin     INTEGER NOT NULL,
    rights       TEXT NOT NULL, -- letters by key, JSON: {"contact_view":"A", …}
    key_digest   BLOB NOT NULL
);

-- A field of the standard contact (phone, e-mail) is a field of the company too, with the same id.
CREATE TABLE field (
    entity    TEXT NOT NULL, -- contacts, companies, leads, customers
    id        INTEGER NOT NULL,
    name      TEXT NOT NULL,
    kind      INTEGER NOT NULL, -- field_type of the account answer
    code      TEXT NOT NULL,
    sort      INTEGER NOT NULL,
    is_system INTEGER NOT NULL,
    PRIMARY KEY (entity, id)
) WITHOUT ROWID;

CREATE TABLE field_enum (
    id       INTEGER PRIMARY KEY,
    field_id INTEGER NOT NULL,
    value    TEXT NOT NULL, -- the label, or the code (WORK, MOB, …) of a phone's or an e-mail's type
    sort     INTEGER NOT NULL
);
CREATE INDEX field_enum_by_field ON field_enum (field_id, sort);

CREATE TABLE company (
    id                  INTEGER PRIMARY KEY,
    name                TEXT NOT NULL,
    responsible_user_id INTEGER NOT NULL,
    created_by          INTEGER NOT NULL,
    created_at          INTEGER NOT NULL,
    updated_at          INTEGER NOT NULL
);

CREATE TABLE pipeline (
    id      INTEGER PRIMARY KEY,
    name    TEXT NOT NULL,
    sort    INTEGER NOT NULL,
    is_main INTEGER NOT NULL
);

CREATE TABLE pipeline_status (
    pipeline_id INTEGER NOT NULL REFERENCES pipeline (id),
    id          INTEGER NOT NULL, -- 142 (won) and 143 (lost) are in every pipeline
    name        TEXT NOT NULL,
    color       TEXT NOT NULL,
    sort        INTEGER NOT NULL,
    is_editable INTEGER NOT NULL,
    PRIMARY KEY (pipeline_id, id)
) WITHOUT ROWID;

CREATE TABLE lead (
    id                  INTEGER PRIMARY KEY,
    name                TEXT NOT NULL,
    responsible_user_id INTEGER NOT NULL,
    created_by          INTEGER NOT NULL,
    created_at          INTEGER NOT NULL,
    updated_at          INTEGER NOT NULL,
    pipeline_id         INTEGER NOT NULL,
    status_id           INTEGER NOT NULL,
    sale                INTEGER NOT NULL,
    company_id          INTEGER
);

CREATE TABLE customer (
    id                  INTEGER PRIMARY KEY,
    name                TEXT NOT NULL,
    responsible_user_id INTEGER NOT NULL,
    created_at          INTEGER NOT NULL,
    updated_at          INTEGER NOT NULL,
    next_price          INTEGER NOT NULL,
    next_date           INTEGER NOT NULL
);

CREATE TABLE tag (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

-- What lists are filtered and paged by: narrow, so that a deep offset walks few pages.
CREATE TABLE contact (
    id                  INTEGER PRIMARY KEY,
    responsible_user_id INTEGER NOT NULL,
    group_id            INTEGER NOT NULL, -- the group of the responsible user
    company_id          INTEGER,
    updated_at          INTEGER NOT NULL, -- what clients sent; only an older one is refused
    changed_at          INTEGER NOT NULL  -- the account's own clock: grows with every write, drives If-Modified-Since
);
CREATE INDEX contact_by_change ON contact (changed_at);
CREATE INDEX contact_by_responsible ON contact (responsible_user_id);
CREATE INDEX contact_by_company ON contact (company_id);

-- The contact as it is printed, kept printed: an answer is these texts one after another.
CREATE TABLE contact_body (
    id   INTEGER PRIMARY KEY REFERENCES contact (id) ON DELETE CASCADE,
    body TEXT NOT NULL
);

-- What `query` looks through.
CREATE TABLE contact_text (
    id     INTEGER PRIMARY KEY REFERENCES contact (id) ON DELETE CASCADE,
    folded TEXT NOT NULL, -- every filled field, folded, one a line
    digits TEXT NOT NULL  -- the digits of the phones, one number a line
);

CREATE TABLE task (
    id                  INTEGER PRIMARY KEY,
    element_type        INTEGER NOT NULL, -- 1 contact, 2 lead, 3 company, 12 customer
    element_id          INTEGER NOT NULL,
    task_type           INTEGER NOT NULL,
    text                TEXT NOT NULL,
    complete_till_at    INTEGER NOT NULL,
    is_completed        INTEGER NOT NULL,
    responsible_user_id INTEGER NOT NULL,
    created_by          INTEGER NOT NULL,
    created_at          INTEGER NOT NULL,
    updated_at          INTEGER NOT NULL,
    result              TEXT
);
CREATE INDEX task_by_element ON task (element_type, element_id);

CREATE TABLE task_type (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);

CREATE TABLE note (
    id                  INTEGER PRIMARY KEY,
    element_type        INTEGER NOT NULL,
    element_id          INTEGER NOT NULL,
    note_type           INTEGER NOT NULL,
    text                TEXT NOT NULL,
    params              TEXT NOT NULL, -- JSON object
    responsible_user_id INTEGER NOT NULL,
    created_by          INTEGER NOT NULL,
    created_at          INTEGER NOT NULL,
    updated_at          INTEGER NOT NULL
);
CREATE INDEX note_by_element ON note (element_type, element_id);

-- The answers given under a request_id that is a UUID, so that a repeated request changes nothing again.
CREATE TABLE answered (
    user_id    INTEGER NOT NULL,
    request_id TEXT NOT NULL,
    answer     TEXT NOT NULL, -- the item of the answer, JSON
    at         INTEGER NOT NULL,
    PRIMARY KEY (user_id, request_id)
) WITHOUT ROWID;
CREATE INDEX answered_by_time ON answered (at);
"#;

/// Names that were written in parts; most contacts have no row. Only the live shape shows them.
const NAMES: &str = "
CREATE TABLE contact_name (
    id         INTEGER PRIMARY KEY REFERENCES contact (id) ON DELETE CASCADE,
    first_name TEXT NOT NULL,
    last_name  TEXT NOT NULL
);
";

const NEIGHBOURS: &str = r"
-- Tasks and notes are changed by clients, so they tick as contacts do.
ALTER TABLE task ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
UPDATE task SET changed_at = updated_at;
ALTER TABLE note ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
UPDATE note SET changed_at = updated_at;

-- The leads and customers in a contact's body, to be found from the other side.
CREATE TABLE contact_link (
    contact_id   INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    element_type INTEGER NOT NULL, -- 2 lead, 12 customer
    element_id   INTEGER NOT NULL,
    PRIMARY KEY (element_type, element_id, contact_id)
) WITHOUT ROWID;
CREATE INDEX contact_link_by_contact ON contact_link (contact_id);
INSERT OR IGNORE INTO contact_link
    SELECT contact_body.id, 2, linked.value FROM contact_body, json_each(contact_body.body, '$.leads.id') AS linked;
INSERT OR IGNORE INTO contact_link
    SELECT contact_body.id, 12, linked.value FROM contact_body, json_each(contact_body.body, '$.customers.id') AS linked;
CREATE INDEX lead_by_company ON lead (company_id);

-- The bin. Rows are moved here, so that whatever reads contacts cannot forget to leave out the deleted ones.
CREATE TABLE deleted_contact (
    id         INTEGER PRIMARY KEY,
    body       TEXT NOT NULL,
    deleted_by INTEGER NOT NULL,
    deleted_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL -- the tick of the deletion
);
";

/// Leads, companies and customers are written by clients too, so they have what contacts have: who changed them, their own
/// tick, tags, custom fields (both printed), texts that are searched (NULL where nobody folded them yet) and a bin.
const RECORDS: &str = "
ALTER TABLE lead ADD COLUMN updated_by INTEGER NOT NULL DEFAULT 0;
ALTER TABLE lead ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE lead ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE lead ADD COLUMN custom_fields TEXT NOT NULL DEFAULT '[]';
ALTER TABLE lead ADD COLUMN folded TEXT;
ALTER TABLE lead ADD COLUMN digits TEXT;
ALTER TABLE lead ADD COLUMN main_contact_id INTEGER;
ALTER TABLE lead ADD COLUMN closed_at INTEGER NOT NULL DEFAULT 0; -- 0 while it is open
ALTER TABLE lead ADD COLUMN loss_reason_id INTEGER NOT NULL DEFAULT 0;
-- When a lead was closed was not kept so far; a closed one has not been touched since.
UPDATE lead SET updated_by = created_by, changed_at = updated_at,
    closed_at = CASE WHEN status_id IN (142, 143) THEN updated_at ELSE 0 END;
CREATE INDEX lead_by_change ON lead (changed_at);

ALTER TABLE company ADD COLUMN updated_by INTEGER NOT NULL DEFAULT 0;
ALTER TABLE company ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE company ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE company ADD COLUMN custom_fields TEXT NOT NULL DEFAULT '[]';
ALTER TABLE company ADD COLUMN folded TEXT;
ALTER TABLE company ADD COLUMN digits TEXT;
UPDATE company SET updated_by = created_by, changed_at = updated_at;
CREATE INDEX company_by_change ON company (changed_at);

ALTER TABLE customer ADD COLUMN created_by INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer ADD COLUMN updated_by INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE customer ADD COLUMN custom_fields TEXT NOT NULL DEFAULT '[]';
ALTER TABLE customer ADD COLUMN folded TEXT;
ALTER TABLE customer ADD COLUMN digits TEXT;
ALTER TABLE customer ADD COLUMN company_id INTEGER;
ALTER TABLE customer ADD COLUMN main_contact_id INTEGER;
ALTER TABLE customer ADD COLUMN period_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer ADD COLUMN periodicity INTEGER NOT NULL DEFAULT 0;
-- Who made a customer was not kept so far: the one who looks after it, then.
UPDATE customer SET created_by = responsible_user_id, updated_by = responsible_user_id, changed_at = updated_at;
CREATE INDEX customer_by_change ON customer (changed_at);
CREATE INDEX customer_by_company ON customer (company_id);

-- The bin of everything but contacts.
CREATE TABLE deleted_element (
    element_type        INTEGER NOT NULL, -- 2 lead, 3 company, 12 customer
    id                  INTEGER NOT NULL,
    responsible_user_id INTEGER NOT NULL, -- who saw it sees that it is gone
    body                TEXT NOT NULL,    -- what it was, JSON
    deleted_by          INTEGER NOT NULL,
    deleted_at          INTEGER NOT NULL,
    changed_at          INTEGER NOT NULL, -- the tick of the deletion
    PRIMARY KEY (element_type, id)
) WITHOUT ROWID;
";

/// What administrators decide: how fields are treated, who made them, and the tokens that users have beside their keys.
const ADMINISTRATION: &str = r"
ALTER TABLE field ADD COLUMN is_editable INTEGER NOT NULL DEFAULT 1;
ALTER TABLE field ADD COLUMN is_required INTEGER NOT NULL DEFAULT 0;
ALTER TABLE field ADD COLUMN is_deletable INTEGER NOT NULL DEFAULT 1;
ALTER TABLE field ADD COLUMN is_visible INTEGER NOT NULL DEFAULT 1;
ALTER TABLE field ADD COLUMN origin TEXT NOT NULL DEFAULT ''; -- the program that made it over the API
UPDATE field SET is_deletable = NOT is_system;
-- The highest number that a field or an option was given: those of deleted ones are not given again.
ALTER TABLE account ADD COLUMN last_field INTEGER NOT NULL DEFAULT 0;

CREATE TABLE token (
    id         INTEGER PRIMARY KEY AUTOINCREMENT, -- what it is revoked by, so it is never given twice
    user_id    INTEGER NOT NULL,
    label      TEXT NOT NULL,
    digest     BLOB NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER
);

-- A call that is told of twice is found by what its teller calls it.
CREATE INDEX note_by_call ON note (params ->> 'UNIQ') WHERE note_type IN (10, 11);
";

/// Contacts are filtered by when they were made and last changed; a few clients write such moments in milliseconds.
const DATES: &str = "
ALTER TABLE contact ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0; -- seconds, like `updated_at` from now on
UPDATE contact SET created_at = coalesce(
    (SELECT json_extract(body, '$.created_at') FROM contact_body WHERE contact_body.id = contact.id), 0);
UPDATE contact SET created_at = created_at / 1000 WHERE created_at NOT BETWEEN -999999999999 AND 999999999999;
UPDATE contact SET updated_at = updated_at / 1000 WHERE updated_at NOT BETWEEN -999999999999 AND 999999999999;
";

/// Who saw a deleted contact is told that it is gone: whom it belonged to, out of its last body.
const TOMBSTONES: &str = "
ALTER TABLE deleted_contact ADD COLUMN responsible_user_id INTEGER AS (json_extract(body, '$.responsible_user_id'));
ALTER TABLE deleted_contact ADD COLUMN group_id INTEGER AS (json_extract(body, '$.group_id'));
CREATE INDEX deleted_contact_by_change ON deleted_contact (changed_at);
";

/// `query` looks through a copy in memory, which follows what is written here by whomever; and the name of a company is no
/// part of its contacts' texts any more: not everybody who sees a contact sees its company. The texts are thrown away here
/// and written anew by the program, which alone knows how to fold.
const HAYSTACK: &str = "
DELETE FROM contact_text;

-- The latest changes of what is looked through. The numbers go on for ever, also where rows are gone.
CREATE TABLE text_change (
    number       INTEGER PRIMARY KEY AUTOINCREMENT,
    element_type INTEGER NOT NULL, -- 1 contact, 3 company
    element_id   INTEGER NOT NULL
);
CREATE TRIGGER text_change_kept_short AFTER INSERT ON text_change BEGIN
    DELETE FROM text_change WHERE number <= NEW.number - 2000;
END;

CREATE TRIGGER contact_text_added AFTER INSERT ON contact_text BEGIN
    INSERT INTO text_change (element_type, element_id) VALUES (1, NEW.id);
END;
CREATE TRIGGER contact_text_changed AFTER UPDATE ON contact_text
WHEN OLD.folded IS NOT NEW.folded OR OLD.digits IS NOT NEW.digits BEGIN
    INSERT INTO text_change (element_type, element_id) VALUES (1, NEW.id);
END;
CREATE TRIGGER contact_text_removed AFTER DELETE ON contact_text BEGIN
    INSERT INTO text_change (element_type, element_id) VALUES (1, OLD.id);
END;
CREATE TRIGGER contact_company_changed AFTER UPDATE OF company_id ON contact
WHEN OLD.company_id IS NOT NEW.company_id BEGIN
    INSERT INTO text_change (element_type, element_id) VALUES (1, NEW.id);
END;
CREATE TRIGGER company_added AFTER INSERT ON company BEGIN
    INSERT INTO text_change (element_type, element_id) VALUES (3, NEW.id);
END;
CREATE TRIGGER company_name_changed AFTER UPDATE OF name ON company
WHEN OLD.name IS NOT NEW.name BEGIN
    INSERT INTO text_change (element_type, element_id) VALUES (3, NEW.id);
END;
CREATE TRIGGER company_removed AFTER DELETE ON company BEGIN
    INSERT INTO text_change (element_type, element_id) VALUES (3, OLD.id);
END;
";

/// A key that comes alone, as a bearer, is found by its digest. Users that are being imported have none for a moment.
const KEYS: &str = "
CREATE INDEX user_by_key ON user (key_digest);
";
