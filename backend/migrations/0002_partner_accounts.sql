-- A partner's money, and which account managers a director leads.
-- Money is in hundredths of the currency.
CREATE TABLE partner_accounts (
    partner_id        TEXT   PRIMARY KEY NOT NULL REFERENCES partners (partner_id),
    currency          TEXT   NOT NULL,
    cash_balance      BIGINT NOT NULL DEFAULT 0 CHECK (cash_balance >= 0),
    -- Part of the cash balance that is earmarked and cannot be appropriated.
    designated_amount BIGINT NOT NULL DEFAULT 0 CHECK (designated_amount >= 0),
    -- Null for a partner without a credit account.
    credit_line       BIGINT,
    credit_available  BIGINT
);

CREATE INDEX partners_by_distributor ON partners (distributor_id, partner_id);

CREATE TABLE account_manager_teams (
    director_user_id TEXT NOT NULL REFERENCES users (user_id),
    manager_user_id  TEXT NOT NULL REFERENCES users (user_id),
    PRIMARY KEY (director_user_id, manager_user_id)
);
