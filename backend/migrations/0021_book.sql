-- The book: double entry. An entry is one movement of money of one partner in one currency; its lines sum to zero.
-- Rows are only ever added (sqlite_guard.sql, postgres_guard.sql).
CREATE TABLE book_entries (
    entry_id   TEXT   PRIMARY KEY NOT NULL,
    partner_id TEXT   NOT NULL REFERENCES partners (partner_id),
    kind       TEXT   NOT NULL,
    -- What the movement belongs to: a withdrawal, a payout, a transfer.
    about_id   TEXT   NOT NULL,
    currency   TEXT   NOT NULL,
    posted_at  BIGINT NOT NULL
);

-- Whatever arrives twice is booked once.
CREATE UNIQUE INDEX book_entries_once ON book_entries (kind, about_id);
CREATE INDEX book_entries_by_partner ON book_entries (partner_id, posted_at, entry_id);

CREATE TABLE book_lines (
    entry_id TEXT   NOT NULL REFERENCES book_entries (entry_id),
    account  TEXT   NOT NULL,
    -- Whose, where the partner has several of this account: a customer; else empty.
    owner_id TEXT   NOT NULL,
    -- Hundredths; what the account gains.
    amount   BIGINT NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (entry_id, account, owner_id)
);

-- What the lines of an account sum to. Cash and what customers were granted have columns of their own
-- (partner_accounts.cash_balance, customers.granted_balance).
CREATE TABLE book_balances (
    partner_id TEXT   NOT NULL REFERENCES partners (partner_id),
    account    TEXT   NOT NULL,
    currency   TEXT   NOT NULL,
    balance    BIGINT NOT NULL,
    PRIMARY KEY (partner_id, account, currency)
);
