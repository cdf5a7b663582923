-- Offline links, and invitations: online ones, and tries by offline links.
CREATE TABLE invitation_links (
    -- Eight random bytes in hex; the token is made of them by a key that is not in the database.
    link_id          TEXT   PRIMARY KEY NOT NULL,
    partner_id       TEXT   NOT NULL REFERENCES partners (partner_id),
    creator_user_id  TEXT   NOT NULL REFERENCES users (user_id),
    kind             TEXT   NOT NULL,
    tag              TEXT   NOT NULL,
    association_type TEXT   NOT NULL,
    created_at       BIGINT NOT NULL,
    uses             BIGINT NOT NULL DEFAULT 0,
    -- Day (GMT+08:00) of the last use, and uses on that day.
    used_on          TEXT   NOT NULL DEFAULT '',
    uses_on_day      BIGINT NOT NULL DEFAULT 0,
    disabled         BIGINT NOT NULL DEFAULT 0,
    version          BIGINT NOT NULL DEFAULT 1
);

CREATE INDEX invitation_links_by_partner ON invitation_links (partner_id, created_at, link_id);
CREATE UNIQUE INDEX invitation_links_one_generic ON invitation_links (creator_user_id, association_type)
    WHERE kind = 'GENERIC' AND disabled = 0;

CREATE TABLE invitations (
    invitation_id    TEXT   PRIMARY KEY NOT NULL,
    partner_id       TEXT   NOT NULL REFERENCES partners (partner_id),
    inviter_user_id  TEXT   NOT NULL REFERENCES users (user_id),
    kind             TEXT   NOT NULL,
    -- With ONLINE.
    filing_id        TEXT   REFERENCES filings (filing_id),
    -- With OFFLINE.
    link_id          TEXT   REFERENCES invitation_links (link_id),
    -- SHA-256 of the token, in hex; with ONLINE.
    token_hash       TEXT   UNIQUE,
    association_type TEXT   NOT NULL,
    -- Of the mail.
    language         TEXT   NOT NULL,
    status           TEXT   NOT NULL,
    -- Masked, as it was.
    customer_name    TEXT   NOT NULL,
    invited_at       BIGINT NOT NULL,
    expire_at        BIGINT,
    associated_at    BIGINT,
    customer_id      TEXT   REFERENCES customers (customer_id),
    fail_cause       TEXT,
    failed_at        BIGINT,
    -- The mail in the outbox.
    message_id       TEXT,
    version          BIGINT NOT NULL DEFAULT 1
);

CREATE INDEX invitations_by_partner ON invitations (partner_id, invited_at, invitation_id);
CREATE INDEX invitations_by_inviter ON invitations (partner_id, inviter_user_id, invited_at, invitation_id);
CREATE INDEX invitations_by_filing ON invitations (filing_id, invited_at, invitation_id);
-- One link that works per filing.
CREATE UNIQUE INDEX invitations_one_open ON invitations (filing_id) WHERE status IN ('INVITED', 'FAILED') AND kind = 'ONLINE';

-- Codes that prove a mobile number before there is an account.
CREATE TABLE join_codes (
    -- HMAC of token and number, in hex: neither is kept.
    subject    TEXT   PRIMARY KEY NOT NULL,
    code_mac   TEXT   NOT NULL,
    sent_at    BIGINT NOT NULL,
    sends      BIGINT NOT NULL,
    failures   BIGINT NOT NULL DEFAULT 0,
    used       BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX join_codes_by_age ON join_codes (sent_at);

-- How many codes a number was sent, whoever asked: HMAC of the number.
CREATE TABLE join_code_sends (
    phone_mac TEXT   NOT NULL,
    sent_at   BIGINT NOT NULL
);
CREATE INDEX join_code_sends_by_phone ON join_code_sends (phone_mac, sent_at);
