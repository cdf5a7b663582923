-- Customers, with every column of the list in one row, so that a page is one read along one index.
CREATE TABLE customers (
    customer_id TEXT   PRIMARY KEY NOT NULL,
    -- Null once the association has ended.
    partner_id       TEXT   REFERENCES partners (partner_id),
    -- Real name; empty before verification.
    name             TEXT   NOT NULL,
    account_name     TEXT   NOT NULL,
    telephone        TEXT,
    email            TEXT,
    customer_type    BIGINT NOT NULL,
    verified_status  TEXT   NOT NULL,
    association_type TEXT   NOT NULL,
    associated_at    BIGINT NOT NULL,
    label            TEXT,
    manager_user_id  TEXT,
    frozen           BIGINT NOT NULL DEFAULT 0,
    currency         TEXT   NOT NULL,
    -- What the customer paid in itself, what the partner appropriated, and their sum, by which the list is sorted.
    own_balance      BIGINT NOT NULL DEFAULT 0 CHECK (own_balance >= 0),
    granted_balance  BIGINT NOT NULL DEFAULT 0 CHECK (granted_balance >= 0),
    available_quota  BIGINT NOT NULL DEFAULT 0,
    debt             BIGINT NOT NULL DEFAULT 0 CHECK (debt >= 0),
    month_spend      BIGINT NOT NULL DEFAULT 0,
    -- The next day on which a resource expires; '9999-12-31' when none does, so that every engine sorts it last.
    resource_expiry  TEXT   NOT NULL DEFAULT '9999-12-31',
    -- Pay-per-use grace period.
    grace_hours      BIGINT NOT NULL DEFAULT 0,
    -- The request that is open, copied from association_records.
    open_request_id     TEXT,
    open_request_action TEXT,
    open_request_status TEXT,
    CHECK (available_quota = own_balance + granted_balance)
);

-- One index per sort key; the id breaks ties and makes the index covering for finding a page.
CREATE INDEX customers_by_association ON customers (partner_id, associated_at, customer_id);
CREATE INDEX customers_by_spend ON customers (partner_id, month_spend, customer_id);
CREATE INDEX customers_by_quota ON customers (partner_id, available_quota, customer_id);
CREATE INDEX customers_by_expiry ON customers (partner_id, resource_expiry, customer_id);
-- An account manager's own customers.
CREATE INDEX customers_by_manager ON customers (partner_id, manager_user_id, associated_at, customer_id);
CREATE INDEX customers_by_telephone ON customers (partner_id, telephone);
CREATE INDEX customers_with_open_request ON customers (partner_id, customer_id) WHERE open_request_id IS NOT NULL;

-- What a customer holds that can stand in the way of ending the association (B2).
CREATE TABLE holdings (
    holding_id TEXT   PRIMARY KEY NOT NULL,
    customer_id TEXT   NOT NULL REFERENCES customers (customer_id),
    kind        TEXT   NOT NULL,
    title       TEXT   NOT NULL,
    price       BIGINT,
    currency    TEXT   NOT NULL,
    -- Last day in force; null when it does not end by itself.
    valid_until TEXT,
    ended_at    BIGINT
);

CREATE INDEX holdings_in_force ON holdings (customer_id, holding_id) WHERE ended_at IS NULL;

-- What happened to a customer while it was this partner's.
CREATE TABLE timeline (
    partner_id  TEXT   NOT NULL,
    customer_id TEXT   NOT NULL,
    -- Counts the entries of one customer, since several can fall on one second.
    seq         BIGINT NOT NULL,
    at          BIGINT NOT NULL,
    event       TEXT   NOT NULL,
    actor       TEXT   NOT NULL,
    amount      BIGINT,
    currency    TEXT,
    reason      TEXT,
    PRIMARY KEY (partner_id, customer_id, seq)
);

-- How many full values a user was shown, for the hourly limit.
CREATE TABLE reveals (
    user_id   TEXT   NOT NULL,
    at        BIGINT NOT NULL,
    customers BIGINT NOT NULL
);

CREATE INDEX reveals_by_user ON reveals (user_id, at);
