-- Incentives (domain G): the bill of one plan, association type and period, and where its money is.
CREATE TABLE incentives (
    incentive_id         TEXT   PRIMARY KEY NOT NULL,
    partner_id           TEXT   NOT NULL REFERENCES partners (partner_id),
    -- yyyy-MM: in which it is reconciled, and in which it was earned.
    period               TEXT   NOT NULL,
    earned_in            TEXT   NOT NULL,
    plan_name            TEXT   NOT NULL,
    association_type     TEXT   NOT NULL,
    currency             TEXT   NOT NULL,
    -- Hundredths, below zero for a reduction.
    amount               BIGINT NOT NULL,
    -- Where it is once it is reconciled: each cent in exactly one of these.
    open_amount          BIGINT NOT NULL DEFAULT 0,
    held_amount          BIGINT NOT NULL DEFAULT 0,
    paid_amount          BIGINT NOT NULL DEFAULT 0,
    expired_amount       BIGINT NOT NULL DEFAULT 0,
    transferred_amount   BIGINT NOT NULL DEFAULT 0,
    status               TEXT   NOT NULL,
    confirm_deadline     BIGINT,
    confirmed_at         BIGINT,
    -- Display name; null when the deadline confirmed it.
    confirmed_by         TEXT,
    frozen_reason        TEXT,
    frozen_since         BIGINT,
    frozen_customer_id   TEXT,
    -- Masked, as it was.
    frozen_customer_name TEXT,
    thaw_at              BIGINT,
    -- Set when the identity is lost.
    expire_at            BIGINT,
    transferred_from     TEXT   REFERENCES partners (partner_id),
    version              BIGINT NOT NULL DEFAULT 1,
    CHECK (open_amount + held_amount + paid_amount + expired_amount + transferred_amount
           = CASE WHEN status IN ('ESTIMATED', 'PENDING_CONFIRM') THEN 0 ELSE amount END)
);
CREATE INDEX incentives_by_period ON incentives (partner_id, period, incentive_id);
CREATE INDEX incentives_open ON incentives (partner_id, period, incentive_id) WHERE open_amount <> 0;
CREATE INDEX incentives_to_confirm ON incentives (partner_id, period, incentive_id) WHERE status = 'PENDING_CONFIRM';
CREATE INDEX incentives_frozen ON incentives (frozen_customer_id) WHERE frozen_customer_id IS NOT NULL;

CREATE TABLE incentive_lines (
    line_id         TEXT   PRIMARY KEY NOT NULL,
    incentive_id    TEXT   NOT NULL REFERENCES incentives (incentive_id),
    partner_id      TEXT   NOT NULL REFERENCES partners (partner_id),
    period          TEXT   NOT NULL,
    order_id        TEXT   NOT NULL,
    customer_id     TEXT   NOT NULL,
    -- Masked, as it was.
    customer_name   TEXT   NOT NULL,
    manager_user_id TEXT,
    product_type    TEXT   NOT NULL,
    billing_mode    TEXT   NOT NULL,
    -- Of a distributor's line: its reseller.
    reseller_id     TEXT   REFERENCES partners (partner_id),
    spent_on        TEXT   NOT NULL,
    spend           BIGINT NOT NULL,
    -- Hundredths of a percent.
    rate            BIGINT NOT NULL,
    amount          BIGINT NOT NULL
);
CREATE INDEX incentive_lines_by_period ON incentive_lines (partner_id, period, line_id);
CREATE INDEX incentive_lines_of ON incentive_lines (incentive_id, line_id);

CREATE TABLE incentive_feedbacks (
    feedback_id  TEXT   PRIMARY KEY NOT NULL,
    partner_id   TEXT   NOT NULL REFERENCES partners (partner_id),
    incentive_id TEXT   NOT NULL REFERENCES incentives (incentive_id),
    -- When it is about one line.
    line_id      TEXT   REFERENCES incentive_lines (line_id),
    text         TEXT   NOT NULL,
    given_by     TEXT   NOT NULL,
    given_by_id  TEXT   NOT NULL REFERENCES users (user_id),
    given_at     BIGINT NOT NULL,
    status       TEXT   NOT NULL,
    answer       TEXT,
    answered_at  BIGINT
);
CREATE INDEX incentive_feedbacks_by_partner ON incentive_feedbacks (partner_id, given_at, feedback_id);
CREATE INDEX incentive_feedbacks_of ON incentive_feedbacks (incentive_id, given_at, feedback_id);
CREATE INDEX incentive_feedbacks_of_line ON incentive_feedbacks (line_id, given_at, feedback_id);

-- When the partner lost its identity: its incentives are to be redeemed within a year.
ALTER TABLE partners ADD COLUMN identity_lost_at BIGINT;
