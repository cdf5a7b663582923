-- Every movement of money between a partner and its customers; rows are only ever added.
CREATE TABLE adjust_records (
    trans_id TEXT   PRIMARY KEY NOT NULL,
    partner_id     TEXT   NOT NULL REFERENCES partners (partner_id),
    customer_id    TEXT   NOT NULL REFERENCES customers (customer_id),
    -- Masked, as it was when the money moved.
    customer_name  TEXT   NOT NULL,
    operation_type TEXT   NOT NULL,
    amount         BIGINT NOT NULL CHECK (amount > 0),
    currency       TEXT   NOT NULL,
    operated_at    BIGINT NOT NULL
);

CREATE INDEX adjust_records_by_partner ON adjust_records (partner_id, operated_at, trans_id);
CREATE INDEX adjust_records_by_customer ON adjust_records (partner_id, customer_id, operated_at);

-- Vouchers and cash coupons. The issuing partner keeps seeing a recalled one, the customer does not.
CREATE TABLE vouchers (
    voucher_id TEXT   PRIMARY KEY NOT NULL,
    customer_id   TEXT   NOT NULL REFERENCES customers (customer_id),
    -- Null when the vendor issued it.
    partner_id    TEXT   REFERENCES partners (partner_id),
    customer_name TEXT   NOT NULL,
    face_value    BIGINT NOT NULL CHECK (face_value > 0),
    currency      TEXT   NOT NULL,
    state         TEXT   NOT NULL,
    valid_until   TEXT   NOT NULL,
    issued_at     BIGINT NOT NULL
);

CREATE INDEX vouchers_by_customer ON vouchers (customer_id, voucher_id);
CREATE INDEX vouchers_by_partner ON vouchers (partner_id, issued_at, voucher_id);
