-- Requests to end or switch an association, and every other event of an association.
CREATE TABLE association_records (
    request_id TEXT   PRIMARY KEY NOT NULL,
    partner_id      TEXT   NOT NULL REFERENCES partners (partner_id),
    customer_id     TEXT   NOT NULL REFERENCES customers (customer_id),
    -- As it was when the event happened: masked name, and who managed the customer.
    customer_name   TEXT   NOT NULL,
    manager_user_id TEXT,
    event           TEXT   NOT NULL,
    type_before     TEXT,
    type_after      TEXT,
    initiator       TEXT   NOT NULL,
    reason          TEXT   NOT NULL,
    status          TEXT   NOT NULL,
    applied_at      BIGINT NOT NULL,
    handled_at      BIGINT,
    handler         TEXT,
    opinion         TEXT,
    version         BIGINT NOT NULL DEFAULT 1
);

CREATE INDEX association_records_by_partner ON association_records (partner_id, applied_at, request_id);
CREATE INDEX association_records_by_customer ON association_records (customer_id, applied_at, request_id);
-- One open request per customer (B3.4), whatever the code above believes.
CREATE UNIQUE INDEX association_records_one_open ON association_records (customer_id)
    WHERE status IN ('PENDING_CUSTOMER', 'PENDING_PARTNER');
