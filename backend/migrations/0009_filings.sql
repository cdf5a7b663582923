-- Customers that partners have filed or listed, and files of them.
CREATE TABLE filings (
    filing_id       TEXT   PRIMARY KEY NOT NULL,
    partner_id      TEXT   NOT NULL REFERENCES partners (partner_id),
    -- Whose filing it is; an account manager sees only its own.
    manager_user_id TEXT   NOT NULL REFERENCES users (user_id),
    customer_name   TEXT   NOT NULL,
    -- In the one form of contract::contact.
    mobile_phone    TEXT   NOT NULL,
    email           TEXT   NOT NULL,
    country_code    TEXT   NOT NULL,
    industry        TEXT,
    contact         TEXT,
    remark          TEXT,
    status          TEXT   NOT NULL,
    -- Words separated by commas.
    review_reasons  TEXT   NOT NULL DEFAULT '',
    opinion         TEXT,
    filed_at        BIGINT NOT NULL,
    expire_at       BIGINT,
    -- The customer, once it has associated.
    customer_id     TEXT   REFERENCES customers (customer_id),
    version         BIGINT NOT NULL DEFAULT 1
);

CREATE INDEX filings_by_partner ON filings (partner_id, filed_at, filing_id);
CREATE INDEX filings_by_manager ON filings (partner_id, manager_user_id, filed_at, filing_id);
-- One entry per partner and number (until it has associated), and one filing in force for all partners, whatever the code above believes.
CREATE UNIQUE INDEX filings_one_per_phone ON filings (partner_id, mobile_phone) WHERE status <> 'ASSOCIATED';
CREATE UNIQUE INDEX filings_one_in_force ON filings (mobile_phone) WHERE status IN ('PENDING_REVIEW', 'FILED');
-- The places that are taken.
CREATE INDEX filings_open ON filings (partner_id) WHERE status IN ('PENDING_REVIEW', 'FILED');
CREATE INDEX filings_by_email ON filings (email);

CREATE TABLE filing_imports (
    import_id  TEXT   PRIMARY KEY NOT NULL,
    partner_id TEXT   NOT NULL REFERENCES partners (partner_id),
    user_id    TEXT   NOT NULL REFERENCES users (user_id),
    file_name  TEXT   NOT NULL,
    status     TEXT   NOT NULL,
    total_rows BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);

CREATE INDEX filing_imports_by_user ON filing_imports (user_id, started_at, import_id);
CREATE INDEX filing_imports_by_age ON filing_imports (changed_at);

CREATE TABLE filing_import_rows (
    import_id TEXT   NOT NULL REFERENCES filing_imports (import_id),
    -- Line of the file.
    row_no    BIGINT NOT NULL,
    -- What the user typed, sealed.
    sealed    TEXT   NOT NULL,
    -- HMAC of the number, to find two rows with one number.
    phone_mac TEXT   NOT NULL,
    result    TEXT   NOT NULL,
    -- Words separated by commas.
    reasons   TEXT   NOT NULL DEFAULT '',
    filing_id TEXT,
    applied   BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (import_id, row_no)
);

CREATE INDEX filing_import_rows_by_phone ON filing_import_rows (import_id, phone_mac, row_no);
CREATE INDEX filing_import_rows_to_apply ON filing_import_rows (import_id, row_no) WHERE applied = 0;
