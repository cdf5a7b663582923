-- What partners told of themselves to be paid, one row for each that submitted it. Contact and account number are sealed;
-- numbers are compared by their HMAC.
CREATE TABLE business_infos (
    partner_id          TEXT   PRIMARY KEY NOT NULL REFERENCES partners (partner_id),
    status              TEXT   NOT NULL,
    -- While it is checked.
    checked_by          TEXT,
    tries_left          BIGINT NOT NULL,
    -- While it has failed.
    fail_reason         TEXT,
    -- What the vendor said last.
    answer              TEXT,
    company_name        TEXT   NOT NULL,
    registration_number TEXT   NOT NULL,
    signing_entity      TEXT   NOT NULL,
    taxpayer_type       TEXT   NOT NULL,
    settlement_currency TEXT   NOT NULL,
    contact             TEXT   NOT NULL,
    holder              TEXT   NOT NULL,
    bank_name           TEXT   NOT NULL,
    branch_name         TEXT   NOT NULL,
    account             TEXT   NOT NULL,
    account_masked      TEXT   NOT NULL,
    account_mac         TEXT   NOT NULL,
    letter_id           TEXT   REFERENCES attachments (attachment_id),
    -- HMAC of the amount that is on its way.
    amount_mac          TEXT,
    -- Key and fingerprint of the last wrong try: the same call again is the same try.
    wrong_call          TEXT,
    -- HMAC of company, signing entity and account that an amount has proved.
    proven_mac          TEXT,
    submitted_by        TEXT   NOT NULL REFERENCES users (user_id),
    submitted_at        BIGINT NOT NULL,
    expected_by         BIGINT,
    certified_at        BIGINT,
    version             BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX business_infos_by_account ON business_infos (account_mac);

-- Accounts that the vendor's supplier system holds: they need no confirmation letter.
CREATE TABLE supplier_accounts (
    partner_id     TEXT PRIMARY KEY NOT NULL REFERENCES partners (partner_id),
    holder         TEXT NOT NULL,
    bank_name      TEXT NOT NULL,
    branch_name    TEXT NOT NULL,
    account        TEXT NOT NULL,
    account_masked TEXT NOT NULL,
    account_mac    TEXT NOT NULL
);
