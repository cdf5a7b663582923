-- What each user is told, as the site shows it, and how each user wants to be told.
CREATE TABLE notifications (
    notification_id TEXT   PRIMARY KEY NOT NULL,
    user_id         TEXT   NOT NULL REFERENCES users (user_id),
    -- Order in which one user's came; times are whole seconds.
    seq             BIGINT NOT NULL,
    -- As in the outbox.
    kind            TEXT   NOT NULL,
    topic           TEXT   NOT NULL,
    -- In both languages; instants in them are written when they are read, by the reader's clock.
    subject_zh      TEXT   NOT NULL,
    body_zh         TEXT   NOT NULL,
    subject_en      TEXT   NOT NULL,
    body_en         TEXT   NOT NULL,
    about           TEXT,
    about_id        TEXT,
    -- With required ones: which deadline of `about_id`. The notification is done when the deadline is.
    deadline        TEXT,
    due_at          BIGINT,
    done_at         BIGINT,
    -- 0 where the user has switched in-site messages of the topic off: it is not listed, only found by its address.
    listed          BIGINT NOT NULL,
    created_at      BIGINT NOT NULL,
    read_at         BIGINT,
    archived_at     BIGINT
);
CREATE UNIQUE INDEX notifications_by_user ON notifications (user_id, seq);
CREATE INDEX notifications_unread ON notifications (user_id) WHERE listed = 1 AND read_at IS NULL AND archived_at IS NULL;
CREATE INDEX notifications_by_deadline ON notifications (deadline, about_id) WHERE done_at IS NULL;
CREATE INDEX notifications_by_age ON notifications (created_at);

-- Which of them a message carries to whom: how it was delivered is told with the notification.
ALTER TABLE outbox ADD COLUMN user_id TEXT;
ALTER TABLE outbox ADD COLUMN notification_id TEXT;
CREATE INDEX outbox_by_user ON outbox (user_id, channel, seq);
CREATE INDEX outbox_by_notification ON outbox (notification_id, seq);

CREATE TABLE message_settings (
    user_id        TEXT   PRIMARY KEY NOT NULL REFERENCES users (user_id),
    -- Null: that of the pages.
    language       TEXT,
    offset_minutes BIGINT NOT NULL,
    version        BIGINT NOT NULL
);

-- Channels that are switched off.
CREATE TABLE message_channels_off (
    user_id TEXT NOT NULL REFERENCES users (user_id),
    topic   TEXT NOT NULL,
    channel TEXT NOT NULL,
    PRIMARY KEY (user_id, topic, channel)
);
