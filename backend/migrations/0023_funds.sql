-- What the cash account held after a line, and the how-manieth of the account that line is: entries of one second keep
-- their order. Null on other accounts and on lines from before.
ALTER TABLE book_lines ADD COLUMN balance_after BIGINT;
ALTER TABLE book_lines ADD COLUMN position BIGINT;
ALTER TABLE partner_accounts ADD COLUMN cash_lines BIGINT NOT NULL DEFAULT 0;
-- Charges that the vendor's billing has announced and not booked yet.
ALTER TABLE partner_accounts ADD COLUMN unposted BIGINT NOT NULL DEFAULT 0 CHECK (unposted >= 0);
CREATE INDEX book_entries_by_kind ON book_entries (partner_id, kind, posted_at, entry_id);
-- Who owes something: few of many.
CREATE INDEX customers_in_debt ON customers (partner_id, association_type, currency, debt) WHERE debt > 0;

CREATE TABLE balance_alerts (
    partner_id    TEXT   PRIMARY KEY NOT NULL REFERENCES partners (partner_id),
    enabled       BIGINT NOT NULL,
    -- Hundredths.
    threshold     BIGINT CHECK (threshold > 0),
    sms           BIGINT NOT NULL,
    email         BIGINT NOT NULL,
    -- 1 while the balance is below: it tells once, and again after the balance was above.
    fired         BIGINT NOT NULL DEFAULT 0,
    -- What the balance was when it fell.
    fired_balance BIGINT
);

-- Orders to top up online.
CREATE TABLE top_ups (
    top_up_id    TEXT   PRIMARY KEY NOT NULL,
    partner_id   TEXT   NOT NULL REFERENCES partners (partner_id),
    user_id      TEXT   NOT NULL REFERENCES users (user_id),
    created_by   TEXT   NOT NULL,
    amount       BIGINT NOT NULL CHECK (amount > 0),
    currency     TEXT   NOT NULL,
    status       TEXT   NOT NULL,
    -- What was credited for it, and what of that the original route has taken back.
    credited     BIGINT NOT NULL DEFAULT 0 CHECK (credited >= 0),
    withdrawn    BIGINT NOT NULL DEFAULT 0 CHECK (withdrawn >= 0 AND withdrawn <= credited),
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    paid_at      BIGINT
);
CREATE INDEX top_ups_by_partner ON top_ups (partner_id, created_at, top_up_id);
CREATE INDEX top_ups_unpaid ON top_ups (partner_id, expires_at) WHERE status IN ('PENDING', 'FAILED');
CREATE INDEX top_ups_returnable ON top_ups (partner_id, paid_at, top_up_id) WHERE credited > withdrawn;

-- Money that the gateway took. What does not fit its order waits for a look of the vendor.
CREATE TABLE payments (
    payment_id  TEXT   PRIMARY KEY NOT NULL,
    top_up_id   TEXT   NOT NULL REFERENCES top_ups (top_up_id),
    amount      BIGINT NOT NULL CHECK (amount > 0),
    currency    TEXT   NOT NULL,
    received_at BIGINT NOT NULL
);
CREATE INDEX payments_by_top_up ON payments (top_up_id);

-- What payers did at the embedded test gateway; its notices are sent by jobs.
CREATE TABLE test_gateway_payments (
    payment_id TEXT   PRIMARY KEY NOT NULL,
    top_up_id  TEXT   NOT NULL REFERENCES top_ups (top_up_id),
    -- Null when the bank refused.
    amount     BIGINT,
    paid_at    BIGINT NOT NULL
);
CREATE INDEX test_gateway_payments_by_top_up ON test_gateway_payments (top_up_id);
