-- Whether this user has said that the notice of the international site is not to be shown again.
ALTER TABLE users ADD COLUMN hide_intl_site_notice BIGINT NOT NULL DEFAULT 0;
