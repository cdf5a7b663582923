-- Who downloaded which badge of a capability label when (K).
CREATE TABLE capability_badge_downloads (
    download_id TEXT   PRIMARY KEY NOT NULL,
    partner_id  TEXT   NOT NULL REFERENCES partners (partner_id),
    label_id    TEXT   NOT NULL,
    format      TEXT   NOT NULL,
    at          BIGINT NOT NULL,
    by_name     TEXT   NOT NULL
);
CREATE INDEX capability_badge_downloads_by_time ON capability_badge_downloads (partner_id, at, download_id);
CREATE INDEX capability_badge_downloads_by_label
    ON capability_badge_downloads (partner_id, label_id, at, download_id);
