-- Who signs in, sessions, verification codes, idempotency, outbox, audit.
-- The same text runs on SQLite and PostgreSQL: BIGINT and TEXT only, booleans are 0 or 1, times are seconds since 1970 UTC.

CREATE TABLE partners (
    partner_id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    identity TEXT NOT NULL,
    site TEXT NOT NULL,
    -- The general distributor of a cloud reseller.
    distributor_id TEXT REFERENCES partners (partner_id),
    -- Requests to disassociate or switch that this partner may make for one customer in three months.
    request_quota BIGINT NOT NULL DEFAULT 1,
    verification_enabled BIGINT NOT NULL DEFAULT 0,
    frozen BIGINT NOT NULL DEFAULT 0,
    ecosystem_manager_name TEXT NOT NULL,
    ecosystem_manager_phone TEXT NOT NULL,
    ecosystem_manager_email TEXT NOT NULL
);

CREATE TABLE users (
    user_id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('MEMBER', 'CUSTOMER', 'OPERATOR')),
    -- With members only.
    partner_id TEXT REFERENCES partners (partner_id),
    -- With customers only; equals the customer's account id.
    customer_id TEXT UNIQUE,
    account_name TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- PHC string, argon2id.
    password_hash TEXT NOT NULL,
    language TEXT NOT NULL,
    -- Bound for verification codes and messages.
    phone TEXT,
    email TEXT,
    disabled BIGINT NOT NULL DEFAULT 0,
    -- Consecutive wrong codes; only a right one resets it.
    code_failures BIGINT NOT NULL DEFAULT 0,
    codes_locked_until BIGINT,
    CHECK ((kind = 'MEMBER') = (partner_id IS NOT NULL)),
    CHECK ((kind = 'CUSTOMER') = (customer_id IS NOT NULL))
);
CREATE INDEX users_by_partner ON users (partner_id, user_id);

CREATE TABLE user_roles (
    user_id TEXT NOT NULL REFERENCES users (user_id),
    role TEXT NOT NULL,
    PRIMARY KEY (user_id, role)
);

CREATE TABLE sessions (
    session_id TEXT PRIMARY KEY NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (user_id),
    -- SHA-256 of the cookie's secret, in hex.
    secret_hash TEXT NOT NULL UNIQUE,
    -- The secret before the last renewal. It is good until `previous_until`, which is set when the new one is first seen.
    previous_hash TEXT UNIQUE,
    previous_until BIGINT,
    started_at BIGINT NOT NULL,
    renewed_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    device TEXT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id, started_at);

CREATE TABLE sign_in_failures (
    account_name TEXT NOT NULL,
    address TEXT NOT NULL,
    failed_at BIGINT NOT NULL
);
CREATE INDEX sign_in_failures_by_account ON sign_in_failures (account_name, failed_at);

CREATE TABLE challenges (
    challenge_id TEXT PRIMARY KEY NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (user_id),
    session_id TEXT NOT NULL,
    operation TEXT NOT NULL,
    -- What the message calls it; masked.
    subject TEXT NOT NULL,
    -- SHA-256 of method, path and body of the change, in hex.
    payload_hash TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    -- HMAC of the newest code, in hex; absent until one is sent.
    code_mac TEXT,
    code_sent_at BIGINT,
    sends BIGINT NOT NULL DEFAULT 0,
    failures BIGINT NOT NULL DEFAULT 0,
    -- OPEN, USED, DEAD (too many tries or another payload).
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX challenges_by_key ON challenges (user_id, idempotency_key);
CREATE INDEX challenges_by_age ON challenges (created_at);

CREATE TABLE code_sends (
    user_id TEXT NOT NULL REFERENCES users (user_id),
    sent_at BIGINT NOT NULL
);
CREATE INDEX code_sends_by_user ON code_sends (user_id, sent_at);

CREATE TABLE code_failures (
    user_id TEXT NOT NULL REFERENCES users (user_id),
    failed_at BIGINT NOT NULL
);
CREATE INDEX code_failures_by_user ON code_failures (user_id, failed_at);

CREATE TABLE operations (
    -- A user's id; `-` for changes that need no sign-in.
    user_id TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    status BIGINT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, idempotency_key)
);
CREATE INDEX operations_by_age ON operations (created_at);

CREATE TABLE outbox (
    message_id TEXT PRIMARY KEY NOT NULL,
    -- Order of writing; times are whole seconds.
    seq BIGINT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    attempts BIGINT NOT NULL DEFAULT 0,
    next_attempt_at BIGINT NOT NULL
);
CREATE INDEX outbox_by_attempt ON outbox (sent_at, next_attempt_at);

CREATE TABLE audit (
    -- A partner's id, or `system`.
    chain TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    session TEXT NOT NULL,
    address TEXT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    result TEXT NOT NULL,
    detail TEXT NOT NULL,
    request_id TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (chain, seq)
);

-- Small facts of this installation, such as how far the demo clock was advanced.
CREATE TABLE installation (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);
