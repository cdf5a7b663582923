-- What a procurement partner is owed: what was accepted in a month of one purchase order, in one currency.
CREATE TABLE statements (
    statement_id   TEXT   PRIMARY KEY NOT NULL,
    partner_id     TEXT   NOT NULL REFERENCES partners (partner_id),
    statement_no   TEXT   NOT NULL,
    order_no       TEXT   NOT NULL,
    period         TEXT   NOT NULL,
    currency       TEXT   NOT NULL,
    -- Hundredths; the sum of its lines.
    amount         BIGINT NOT NULL,
    status         TEXT   NOT NULL,
    generated_at   BIGINT NOT NULL,
    confirm_by     BIGINT NOT NULL,
    status_since   BIGINT NOT NULL,
    -- When the present step is promised to be over.
    promised_until BIGINT,
    open_disputes  BIGINT NOT NULL DEFAULT 0,
    version        BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX statements_by_number ON statements (partner_id, statement_no);
CREATE INDEX statements_by_time ON statements (partner_id, generated_at, statement_id);
CREATE INDEX statements_by_status ON statements (partner_id, status, confirm_by, statement_id);

-- What was delivered and accepted. Without a statement: accepted, and not on one yet.
CREATE TABLE statement_lines (
    line_id       TEXT   PRIMARY KEY NOT NULL,
    partner_id    TEXT   NOT NULL REFERENCES partners (partner_id),
    statement_id  TEXT   REFERENCES statements (statement_id),
    order_no      TEXT   NOT NULL,
    description   TEXT   NOT NULL,
    accepted_on   TEXT   NOT NULL,
    quantity      BIGINT NOT NULL,
    currency      TEXT   NOT NULL,
    amount        BIGINT NOT NULL,
    -- What it was before it was corrected.
    amount_before BIGINT
);
CREATE INDEX statement_lines_by_statement ON statement_lines (statement_id, accepted_on, line_id);
CREATE INDEX statement_lines_to_come ON statement_lines (partner_id, accepted_on, line_id) WHERE statement_id IS NULL;

-- Every state that a statement entered.
CREATE TABLE statement_steps (
    statement_id TEXT   NOT NULL REFERENCES statements (statement_id),
    -- The statement's version when it did.
    version      BIGINT NOT NULL,
    status       TEXT   NOT NULL,
    at           BIGINT NOT NULL,
    -- Display name; null when time or the system did it.
    by_name      TEXT,
    note         TEXT,
    PRIMARY KEY (statement_id, version)
);

-- What a partner says is wrong.
CREATE TABLE statement_disputes (
    dispute_id   TEXT   PRIMARY KEY NOT NULL,
    statement_id TEXT   NOT NULL REFERENCES statements (statement_id),
    partner_id   TEXT   NOT NULL REFERENCES partners (partner_id),
    -- Empty when it is about the whole statement.
    line_id      TEXT   NOT NULL,
    text         TEXT   NOT NULL,
    status       TEXT   NOT NULL,
    raised_by    TEXT   NOT NULL,
    raised_at    BIGINT NOT NULL,
    answered_at  BIGINT,
    answer       TEXT
);
CREATE INDEX statement_disputes_by_statement ON statement_disputes (statement_id, raised_at, dispute_id);
CREATE UNIQUE INDEX statement_disputes_one_open ON statement_disputes (statement_id, line_id) WHERE status = 'OPEN';

-- An invoice is for one statement, ever.
CREATE TABLE statement_invoices (
    invoice_no   TEXT   PRIMARY KEY NOT NULL,
    statement_id TEXT   NOT NULL REFERENCES statements (statement_id),
    invoice_type TEXT   NOT NULL,
    amount       BIGINT NOT NULL,
    issued_on    TEXT   NOT NULL
);
CREATE INDEX statement_invoices_by_statement ON statement_invoices (statement_id, invoice_no);
