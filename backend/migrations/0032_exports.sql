-- Files that are made of lists; their contents lie in the folder of files.
CREATE TABLE exports (
    export_id   TEXT   PRIMARY KEY NOT NULL,
    partner_id  TEXT   NOT NULL REFERENCES partners (partner_id),
    user_id     TEXT   NOT NULL REFERENCES users (user_id),
    -- Which list, filtered how: JSON, as the contract sends it.
    export_of   TEXT   NOT NULL,
    format      TEXT   NOT NULL,
    -- Of the words in it.
    language    TEXT   NOT NULL,
    status      TEXT   NOT NULL,
    rows_done   BIGINT NOT NULL DEFAULT 0,
    rows_total  BIGINT NOT NULL,
    tries       BIGINT NOT NULL DEFAULT 0,
    created_at  BIGINT NOT NULL,
    finished_at BIGINT,
    expire_at   BIGINT,
    bytes       BIGINT,
    failure     TEXT
);
CREATE INDEX exports_by_user ON exports (user_id, created_at, export_id);
CREATE INDEX exports_by_age ON exports (created_at);
