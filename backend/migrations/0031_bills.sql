-- What was charged for a partner's customers, refunded and adjusted: the lines of its bills.
CREATE TABLE bill_lines (
    partner_id        TEXT   NOT NULL REFERENCES partners (partner_id),
    -- yyyy-MM, China time.
    bill_cycle        TEXT   NOT NULL,
    line_id           TEXT   NOT NULL,
    charged_at        BIGINT NOT NULL,
    kind              TEXT   NOT NULL,
    -- The customer may be somebody else's by now.
    customer_id       TEXT   NOT NULL REFERENCES customers (customer_id),
    service_type_code TEXT   NOT NULL,
    order_no          TEXT   NOT NULL,
    currency          TEXT   NOT NULL,
    -- Hundredths; refunds are below zero.
    amount            BIGINT NOT NULL,
    PRIMARY KEY (partner_id, bill_cycle, line_id)
);
CREATE INDEX bill_lines_by_time ON bill_lines (partner_id, bill_cycle, charged_at, line_id);
CREATE INDEX bill_lines_by_customer ON bill_lines (partner_id, bill_cycle, customer_id, charged_at, line_id);
