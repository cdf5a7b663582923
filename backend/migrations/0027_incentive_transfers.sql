-- Requests to transfer incentives between the accounts of a company, or to rebind e+Partner (domain G6).
CREATE TABLE incentive_transfers (
    transfer_id     TEXT   PRIMARY KEY NOT NULL,
    kind            TEXT   NOT NULL,
    from_partner_id TEXT   NOT NULL REFERENCES partners (partner_id),
    to_partner_id   TEXT   NOT NULL REFERENCES partners (partner_id),
    reason          TEXT   NOT NULL,
    status          TEXT   NOT NULL,
    -- 1 while something is still to be done.
    is_open         BIGINT NOT NULL,
    submitted_at    BIGINT NOT NULL,
    submitted_by    TEXT   NOT NULL,
    decided_at      BIGINT,
    answer          TEXT,
    version         BIGINT NOT NULL DEFAULT 1
);
-- An account asks for one of a kind at a time.
CREATE UNIQUE INDEX incentive_transfers_one_open ON incentive_transfers (from_partner_id, kind) WHERE is_open = 1;
CREATE INDEX incentive_transfers_from ON incentive_transfers (from_partner_id, submitted_at, transfer_id);
CREATE INDEX incentive_transfers_to ON incentive_transfers (to_partner_id, submitted_at, transfer_id);

-- What has moved.
CREATE TABLE incentive_transfer_items (
    transfer_id  TEXT   NOT NULL REFERENCES incentive_transfers (transfer_id),
    incentive_id TEXT   NOT NULL REFERENCES incentives (incentive_id),
    amount       BIGINT NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (transfer_id, incentive_id)
);

-- The one account of a company that is bound to e+Partner.
ALTER TABLE partners ADD COLUMN e_partner_bound BIGINT NOT NULL DEFAULT 0;
