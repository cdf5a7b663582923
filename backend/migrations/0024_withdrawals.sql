-- Applications to take money out.
CREATE TABLE withdrawals (
    withdrawal_id TEXT   PRIMARY KEY NOT NULL,
    partner_id    TEXT   NOT NULL REFERENCES partners (partner_id),
    user_id       TEXT   NOT NULL REFERENCES users (user_id),
    requested_by  TEXT   NOT NULL,
    amount        BIGINT NOT NULL CHECK (amount > 0),
    currency      TEXT   NOT NULL,
    route         TEXT   NOT NULL,
    status        TEXT   NOT NULL,
    -- The bank account, sealed; null for the original route.
    account       TEXT,
    -- What lists show of it, as JSON.
    account_shown TEXT,
    requested_at  BIGINT NOT NULL,
    expected_by   BIGINT NOT NULL,
    taken_up_at   BIGINT,
    handled_at    BIGINT,
    answer        TEXT,
    -- Taken off the partner's list.
    deleted       BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX withdrawals_by_partner ON withdrawals (partner_id, deleted, requested_at, withdrawal_id);
CREATE INDEX withdrawals_by_route ON withdrawals (partner_id, route, status, amount);

-- Which top-ups an application takes back.
CREATE TABLE withdrawal_parts (
    withdrawal_id TEXT   NOT NULL REFERENCES withdrawals (withdrawal_id),
    top_up_id     TEXT   NOT NULL REFERENCES top_ups (top_up_id),
    amount        BIGINT NOT NULL CHECK (amount > 0),
    PRIMARY KEY (withdrawal_id, top_up_id)
);

-- The account to which only this partner remits.
CREATE TABLE remittance_accounts (
    partner_id     TEXT   PRIMARY KEY NOT NULL REFERENCES partners (partner_id),
    account_number TEXT   NOT NULL UNIQUE,
    activated_at   BIGINT NOT NULL
);

-- Who may pay for a partner besides itself.
CREATE TABLE proxy_payers (
    payer_id   TEXT   PRIMARY KEY NOT NULL,
    partner_id TEXT   NOT NULL REFERENCES partners (partner_id),
    name       TEXT   NOT NULL,
    added_at   BIGINT NOT NULL,
    ended_at   BIGINT
);
CREATE INDEX proxy_payers_by_partner ON proxy_payers (partner_id, added_at, payer_id);

-- What partners say that they remitted.
CREATE TABLE remittance_claims (
    claim_id       TEXT   PRIMARY KEY NOT NULL,
    partner_id     TEXT   NOT NULL REFERENCES partners (partner_id),
    user_id        TEXT   NOT NULL REFERENCES users (user_id),
    submitted_by   TEXT   NOT NULL,
    amount         BIGINT NOT NULL CHECK (amount > 0),
    currency       TEXT   NOT NULL,
    payer_name     TEXT   NOT NULL,
    bank_reference TEXT   NOT NULL,
    remitted_on    TEXT   NOT NULL,
    status         TEXT   NOT NULL,
    submitted_at   BIGINT NOT NULL,
    expected_by    BIGINT NOT NULL,
    handled_at     BIGINT,
    answer         TEXT
);
CREATE INDEX remittance_claims_by_partner ON remittance_claims (partner_id, submitted_at, claim_id);
-- A transfer is claimed once, and credited once whoever claims it.
CREATE UNIQUE INDEX remittance_claims_once ON remittance_claims (partner_id, bank_reference) WHERE status <> 'REJECTED';
CREATE UNIQUE INDEX remittance_claims_credited_once ON remittance_claims (bank_reference) WHERE status = 'APPROVED';
