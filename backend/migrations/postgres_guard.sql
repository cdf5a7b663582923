-- The audit is append-only: not even a fault in our own code can bend it.
CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$;
CREATE OR REPLACE TRIGGER audit_is_never_bent BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
-- So is the book.
CREATE OR REPLACE FUNCTION book_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the book is append-only'; END $$;
CREATE OR REPLACE TRIGGER book_entries_are_never_bent BEFORE UPDATE OR DELETE OR TRUNCATE ON book_entries
FOR EACH STATEMENT EXECUTE FUNCTION book_is_append_only();
CREATE OR REPLACE TRIGGER book_lines_are_never_bent BEFORE UPDATE OR DELETE OR TRUNCATE ON book_lines
FOR EACH STATEMENT EXECUTE FUNCTION book_is_append_only();
