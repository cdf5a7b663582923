-- The audit is append-only: not even a fault in our own code can bend it.
CREATE TRIGGER IF NOT EXISTS audit_is_never_updated BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER IF NOT EXISTS audit_is_never_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
-- So is the book.
CREATE TRIGGER IF NOT EXISTS book_entries_are_never_updated BEFORE UPDATE ON book_entries
BEGIN SELECT RAISE(ABORT, 'the book is append-only'); END;
CREATE TRIGGER IF NOT EXISTS book_entries_are_never_deleted BEFORE DELETE ON book_entries
BEGIN SELECT RAISE(ABORT, 'the book is append-only'); END;
CREATE TRIGGER IF NOT EXISTS book_lines_are_never_updated BEFORE UPDATE ON book_lines
BEGIN SELECT RAISE(ABORT, 'the book is append-only'); END;
CREATE TRIGGER IF NOT EXISTS book_lines_are_never_deleted BEFORE DELETE ON book_lines
BEGIN SELECT RAISE(ABORT, 'the book is append-only'); END;
-- How rows are spread where there are many: a million customers, ten thousand of each partner, two thousand of each
-- manager. Without it the planner takes every partner for a small one, and sorts what it could walk along. It is told
-- rather than measured, so that a list is read in the same way whatever lies in the database today.
ANALYZE sqlite_schema;
DELETE FROM sqlite_stat1 WHERE tbl = 'customers';
DELETE FROM sqlite_stat4 WHERE tbl = 'customers';
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('customers', 'sqlite_autoindex_customers_1', '1000000 1'),
    ('customers', 'customers_by_association', '1000000 10000 2 1'),
    ('customers', 'customers_by_spend', '1000000 10000 2 1'),
    ('customers', 'customers_by_quota', '1000000 10000 2 1'),
    ('customers', 'customers_by_expiry', '1000000 10000 20 1'),
    ('customers', 'customers_by_telephone', '1000000 10000 1'),
    ('customers', 'customers_by_any_telephone', '1000000 1'),
    ('customers', 'customers_by_any_email', '1000000 1'),
    ('customers', 'customers_with_open_request', '20000 200 1'),
    ('customers', 'customers_in_debt', '20000 200 100 100 1'),
    ('customers', 'customers_seek', '1000000 10000 1 1 1 1 1 1 1 1 1 1 1'),
    ('customers', 'customers_by_manager', '1000000 10000 2000 2 1 1 1 1 1 1 1 1 1'),
    ('customers', 'customers_by_manager_and_spend', '1000000 10000 2000 1 1'),
    ('customers', 'customers_by_manager_and_quota', '1000000 10000 2000 1 1'),
    ('customers', 'customers_by_manager_and_expiry', '1000000 10000 2000 4 1');
ANALYZE sqlite_schema;
