-- Requests to hand customers over to a reseller.
CREATE TABLE customer_migrations (
    migration_id      TEXT   PRIMARY KEY NOT NULL,
    partner_id        TEXT   NOT NULL REFERENCES partners (partner_id),
    target_partner_id TEXT   NOT NULL REFERENCES partners (partner_id),
    work_item_id      TEXT   NOT NULL REFERENCES work_items (work_item_id),
    reason            TEXT   NOT NULL,
    status            TEXT   NOT NULL,
    submitted_at      BIGINT NOT NULL,
    handled_at        BIGINT,
    answer            TEXT,
    version           BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX customer_migrations_by_partner ON customer_migrations (partner_id, submitted_at, migration_id);

CREATE TABLE customer_migration_items (
    migration_id     TEXT   NOT NULL REFERENCES customer_migrations (migration_id),
    customer_id      TEXT   NOT NULL REFERENCES customers (customer_id),
    -- Masked, as it was.
    customer_name    TEXT   NOT NULL,
    association_type TEXT   NOT NULL,
    result           TEXT   NOT NULL,
    -- JSON, as the contract sends them; empty while nothing was judged.
    fail_items       TEXT   NOT NULL DEFAULT '',
    PRIMARY KEY (migration_id, customer_id)
);
-- A customer stands in one open request at a time.
CREATE UNIQUE INDEX customer_migration_items_one_open ON customer_migration_items (customer_id) WHERE result = 'WAITING';

-- A work item can be about a filing or a migration as well: the column holds the id of whatever its kind is about.
ALTER TABLE work_items RENAME COLUMN customer_id TO about_id;
-- Display name of the operator who took it up.
ALTER TABLE work_items ADD COLUMN taken_by TEXT;
