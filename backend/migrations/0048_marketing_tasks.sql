-- Orders for a term, as the vendor's billing tells of them: what big-order renewal tasks come from.
CREATE TABLE term_orders (
    order_no       TEXT   PRIMARY KEY NOT NULL,
    customer_id    TEXT   NOT NULL REFERENCES customers (customer_id),
    product        TEXT   NOT NULL,
    -- Whether customers go on needing it.
    need           TEXT   NOT NULL,
    currency       TEXT   NOT NULL,
    -- Hundredths; the sum of its resources, and of those of them that were renewed.
    paid_amount    BIGINT NOT NULL,
    renewed_amount BIGINT NOT NULL DEFAULT 0,
    ordered_on     TEXT   NOT NULL,
    -- Last day in force.
    expires_on     TEXT   NOT NULL
);
CREATE INDEX term_orders_by_expiry ON term_orders (expires_on, order_no);

CREATE TABLE term_order_resources (
    order_no      TEXT   NOT NULL REFERENCES term_orders (order_no),
    resource_id   TEXT   NOT NULL,
    specification TEXT   NOT NULL,
    region        TEXT   NOT NULL,
    paid_amount   BIGINT NOT NULL,
    expires_on    TEXT   NOT NULL,
    renewed_until TEXT,
    PRIMARY KEY (order_no, resource_id)
);

-- What account managers have to do. Seen only as long as the customer is the partner's.
CREATE TABLE marketing_tasks (
    task_id           TEXT   PRIMARY KEY NOT NULL,
    partner_id        TEXT   NOT NULL REFERENCES partners (partner_id),
    kind              TEXT   NOT NULL,
    name              TEXT   NOT NULL,
    customer_id       TEXT   NOT NULL REFERENCES customers (customer_id),
    -- Of expansion tasks.
    strategy          TEXT,
    sub_strategy      TEXT,
    -- Of big-order tasks.
    order_no          TEXT   REFERENCES term_orders (order_no),
    -- Of the twelve months before it came about, hundredths.
    year_spend        BIGINT NOT NULL,
    currency          TEXT   NOT NULL,
    status            TEXT   NOT NULL,
    created_at        BIGINT NOT NULL,
    deadline          BIGINT NOT NULL,
    next_follow_up_on TEXT,
    version           BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX marketing_tasks_by_time ON marketing_tasks (partner_id, kind, created_at, task_id);
CREATE INDEX marketing_tasks_by_deadline ON marketing_tasks (partner_id, kind, deadline, task_id);
CREATE INDEX marketing_tasks_by_status ON marketing_tasks (partner_id, kind, status, deadline, task_id);
-- An order makes one task of a partner, however often it is looked at.
CREATE UNIQUE INDEX marketing_tasks_of_orders ON marketing_tasks (order_no, partner_id) WHERE order_no IS NOT NULL;

-- Everything that was done about a task.
CREATE TABLE marketing_task_records (
    task_id           TEXT   NOT NULL REFERENCES marketing_tasks (task_id),
    -- The task's version after it.
    version           BIGINT NOT NULL,
    at                BIGINT NOT NULL,
    by_user_id        TEXT   NOT NULL,
    -- Display name.
    by_name           TEXT   NOT NULL,
    event             TEXT   NOT NULL,
    contact_result    TEXT,
    intention         TEXT,
    next_follow_up_on TEXT,
    note              TEXT   NOT NULL,
    opportunity_id    TEXT,
    PRIMARY KEY (task_id, version)
);
