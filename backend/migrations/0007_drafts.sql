-- What users have typed and not sent; sealed, and purged seven days after the last change.
CREATE TABLE drafts (
    user_id TEXT NOT NULL,
    form_id TEXT NOT NULL,
    sealed TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, form_id)
);
CREATE INDEX drafts_by_age ON drafts (saved_at);
