-- Files that prove a delivery.
CREATE TABLE delivery_evidences (
    attachment_id TEXT   PRIMARY KEY NOT NULL REFERENCES attachments (attachment_id),
    partner_id    TEXT   NOT NULL REFERENCES partners (partner_id),
    project_id    TEXT   NOT NULL REFERENCES delivery_projects (project_id),
    kind          TEXT   NOT NULL,
    added_at      BIGINT NOT NULL,
    -- Display name.
    added_by      TEXT   NOT NULL
);
CREATE INDEX delivery_evidences_by_project ON delivery_evidences (project_id, added_at, attachment_id);
