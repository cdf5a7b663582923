-- What partners ask the vendor's operator for.
CREATE TABLE work_items (
    work_item_id TEXT   PRIMARY KEY NOT NULL,
    kind        TEXT   NOT NULL,
    partner_id  TEXT   NOT NULL REFERENCES partners (partner_id),
    -- Empty when the item is about the partner itself: so the unique index below treats it like any other value.
    customer_id TEXT   NOT NULL DEFAULT '',
    note        TEXT   NOT NULL,
    status      TEXT   NOT NULL,
    -- 0 while open, else 1: open items come first in the queue.
    answered    BIGINT NOT NULL DEFAULT 0,
    raised_at   BIGINT NOT NULL,
    handled_at  BIGINT,
    answer      TEXT,
    version     BIGINT NOT NULL DEFAULT 1
);

CREATE INDEX work_items_in_order ON work_items (answered, raised_at, work_item_id);
CREATE UNIQUE INDEX work_items_one_open ON work_items (partner_id, kind, customer_id) WHERE answered = 0;
