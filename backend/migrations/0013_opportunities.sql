-- The engagement programme, and who at the vendor looks after a partner.
ALTER TABLE partners ADD COLUMN programme_joined_at BIGINT;
ALTER TABLE partners ADD COLUMN programme_joined_by TEXT;
ALTER TABLE partners ADD COLUMN path_stage TEXT NOT NULL DEFAULT 'REGISTERED';
ALTER TABLE partners ADD COLUMN pdm_user_id TEXT REFERENCES users (user_id);
ALTER TABLE partners ADD COLUMN psm_user_id TEXT REFERENCES users (user_id);
-- With operators: as what they judge opportunities. The holder of DISPATCHER receives what matches nobody.
ALTER TABLE users ADD COLUMN reviewer_role TEXT;

CREATE TABLE offerings (
    offering_id TEXT PRIMARY KEY NOT NULL,
    partner_id  TEXT NOT NULL REFERENCES partners (partner_id),
    kind        TEXT NOT NULL,
    name        TEXT NOT NULL,
    demand_tag  TEXT NOT NULL
);
CREATE INDEX offerings_by_partner ON offerings (partner_id, offering_id);

CREATE TABLE opportunities (
    opportunity_id   TEXT   PRIMARY KEY NOT NULL,
    partner_id       TEXT   NOT NULL REFERENCES partners (partner_id),
    direction        TEXT   NOT NULL,
    status           TEXT   NOT NULL,
    -- Of the newest progress report.
    stage            TEXT,
    -- What was written: JSON of contract::opportunity_form::OpportunityForm. What is searched or sorted by stands below.
    form             TEXT   NOT NULL,
    name             TEXT   NOT NULL,
    customer_name    TEXT   NOT NULL,
    -- The names folded, to find the same need and the same customer, and how the customer's name sounds.
    need_key         TEXT   NOT NULL,
    customer_key     TEXT   NOT NULL,
    customer_sound   TEXT   NOT NULL,
    -- Zero while it is not said.
    estimated_minor  BIGINT NOT NULL,
    -- Zero while nothing is signed.
    signed_minor     BIGINT NOT NULL DEFAULT 0,
    currency         TEXT   NOT NULL,
    offering_id      TEXT   REFERENCES offerings (offering_id),
    recommended_id   TEXT   REFERENCES offerings (offering_id),
    offering_changed BIGINT NOT NULL DEFAULT 0,
    crm_reference    TEXT,
    created_by       TEXT   NOT NULL REFERENCES users (user_id),
    -- Shared, or handed in last; a draft: begun.
    shared_at        BIGINT NOT NULL,
    deadline         BIGINT,
    progressed_at    BIGINT,
    -- Display name; absent when the deadline settled it.
    settled_by       TEXT,
    settled_at       BIGINT,
    settle_reason    TEXT,
    settle_text      TEXT,
    updated_at       BIGINT NOT NULL,
    version          BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX opportunities_by_age ON opportunities (partner_id, direction, shared_at, opportunity_id);
CREATE INDEX opportunities_by_amount ON opportunities (partner_id, direction, estimated_minor, opportunity_id);
CREATE INDEX opportunities_by_deadline ON opportunities (partner_id, deadline, opportunity_id) WHERE deadline IS NOT NULL;
CREATE INDEX opportunities_by_customer ON opportunities (customer_key, need_key);
CREATE INDEX opportunities_by_sound ON opportunities (customer_sound, partner_id);
CREATE INDEX opportunities_of_vendor ON opportunities (shared_at, opportunity_id);
CREATE INDEX opportunities_by_reference ON opportunities (partner_id, crm_reference);
-- Of one need only one opportunity is ever verified, whatever the code above believes.
CREATE UNIQUE INDEX opportunities_one_verified ON opportunities (customer_key, need_key)
    WHERE direction = 'PO' AND status IN ('VERIFIED', 'IN_PROGRESS', 'DELIVERED');

CREATE TABLE opportunity_reviews (
    review_id      TEXT   PRIMARY KEY NOT NULL,
    opportunity_id TEXT   NOT NULL REFERENCES opportunities (opportunity_id),
    stage          TEXT   NOT NULL,
    result         TEXT   NOT NULL,
    reviewer_role  TEXT,
    opinion        TEXT   NOT NULL,
    -- JSON, as the contract gives it.
    field_notes    TEXT   NOT NULL DEFAULT '[]',
    at             BIGINT NOT NULL
);
CREATE INDEX opportunity_reviews_by_opportunity ON opportunity_reviews (opportunity_id, at, review_id);

CREATE TABLE opportunity_progress (
    progress_id    TEXT   PRIMARY KEY NOT NULL,
    opportunity_id TEXT   NOT NULL REFERENCES opportunities (opportunity_id),
    stage          TEXT   NOT NULL,
    -- yyyy-MM-dd
    reached_on     TEXT   NOT NULL,
    description    TEXT   NOT NULL,
    signed_minor   BIGINT NOT NULL DEFAULT 0,
    -- Display name.
    reported_by    TEXT   NOT NULL,
    reported_at    BIGINT NOT NULL
);
CREATE INDEX opportunity_progress_by_opportunity ON opportunity_progress (opportunity_id, reported_at, progress_id);

-- Who is to answer an entry of the work queue, and until when.
ALTER TABLE work_items ADD COLUMN assigned_to TEXT REFERENCES users (user_id);
ALTER TABLE work_items ADD COLUMN due_at BIGINT;
CREATE INDEX work_items_by_assignee ON work_items (assigned_to, status, raised_at, work_item_id);
