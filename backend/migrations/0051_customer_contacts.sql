-- Whom the customers of a partner can turn to (J2), in its order.
CREATE TABLE customer_contacts (
    partner_id TEXT   NOT NULL REFERENCES partners (partner_id),
    position   BIGINT NOT NULL CHECK (position BETWEEN 1 AND 5),
    name       TEXT   NOT NULL,
    phone      TEXT,
    email      TEXT,
    hours      TEXT,
    PRIMARY KEY (partner_id, position),
    CHECK (phone IS NOT NULL OR email IS NOT NULL)
);

-- Of all contacts of a partner together: two administrators do not overwrite each other unseen.
ALTER TABLE partners ADD COLUMN contacts_version BIGINT NOT NULL DEFAULT 0;
