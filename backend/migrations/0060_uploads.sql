-- What is known of a content that is complete, and why one was refused. Contents lie in the folder of their id: parts by
-- number, the whole by its hash. One that came before this lies under the id alone and has no hash.
ALTER TABLE attachments ADD COLUMN sha256 TEXT;
ALTER TABLE attachments ADD COLUMN pages BIGINT;
ALTER TABLE attachments ADD COLUMN scan TEXT;
ALTER TABLE attachments ADD COLUMN refused TEXT;
-- What was on its way begins again: its parts lay elsewhere.
UPDATE attachments SET received = 0 WHERE received < bytes;
