-- Payout applications (domain G2, G3).
CREATE TABLE payouts (
    payout_id            TEXT   PRIMARY KEY NOT NULL,
    -- As it stands on the invoicing list.
    payout_no            TEXT   NOT NULL UNIQUE,
    partner_id           TEXT   NOT NULL REFERENCES partners (partner_id),
    first_period         TEXT   NOT NULL,
    last_period          TEXT   NOT NULL,
    amount               BIGINT NOT NULL CHECK (amount >= 0),
    currency             TEXT   NOT NULL,
    method               TEXT   NOT NULL,
    needs_invoice        BIGINT NOT NULL,
    status               TEXT   NOT NULL,
    applied_at           BIGINT NOT NULL,
    -- Display name; null for an automatic application.
    applied_by           TEXT,
    invoice_due_at       BIGINT,
    -- The last set of invoices that was handed in; 0 before the first.
    invoice_round        BIGINT NOT NULL DEFAULT 0,
    invoices_received_at BIGINT,
    payment_ordered_at   BIGINT,
    paid_at              BIGINT,
    -- Of the last set of invoices, or of the application.
    rejection            TEXT,
    rejected_at          BIGINT,
    version              BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX payouts_by_partner ON payouts (partner_id, applied_at, payout_id);
CREATE INDEX payouts_to_invoice ON payouts (partner_id, invoice_due_at, payout_id) WHERE status = 'INVOICE_PENDING';

-- What it pays out of; the amounts sum to the payout's.
CREATE TABLE payout_items (
    payout_id    TEXT   NOT NULL REFERENCES payouts (payout_id),
    incentive_id TEXT   NOT NULL REFERENCES incentives (incentive_id),
    amount       BIGINT NOT NULL CHECK (amount <> 0),
    is_partial   BIGINT NOT NULL,
    PRIMARY KEY (payout_id, incentive_id)
);
CREATE INDEX payout_items_of ON payout_items (incentive_id, payout_id);

-- Every state that it entered.
CREATE TABLE payout_steps (
    payout_id TEXT   NOT NULL REFERENCES payouts (payout_id),
    seq       BIGINT NOT NULL,
    status    TEXT   NOT NULL,
    at        BIGINT NOT NULL,
    -- Display name of who led it there; null when time did.
    by_name   TEXT,
    PRIMARY KEY (payout_id, seq)
);

-- Invoices that partners issued. A number serves one payout of its partner, ever.
CREATE TABLE payout_invoices (
    partner_id    TEXT   NOT NULL REFERENCES partners (partner_id),
    invoice_no    TEXT   NOT NULL,
    payout_id     TEXT   NOT NULL REFERENCES payouts (payout_id),
    -- With which set it came.
    round         BIGINT NOT NULL,
    kind          TEXT   NOT NULL,
    amount        BIGINT NOT NULL CHECK (amount > 0),
    issued_on     TEXT   NOT NULL,
    attachment_id TEXT   REFERENCES attachments (attachment_id),
    status        TEXT   NOT NULL,
    handed_in_at  BIGINT NOT NULL,
    PRIMARY KEY (partner_id, invoice_no)
);
CREATE INDEX payout_invoices_of ON payout_invoices (payout_id, round, invoice_no);

-- Whether applications are made without anybody.
CREATE TABLE payout_settings (
    partner_id TEXT   PRIMARY KEY NOT NULL REFERENCES partners (partner_id),
    enabled    BIGINT NOT NULL,
    method     TEXT,
    set_by     TEXT   NOT NULL,
    set_at     BIGINT NOT NULL,
    version    BIGINT NOT NULL
);
