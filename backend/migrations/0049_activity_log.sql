-- The log is read by time, by member and by action, a page at a time.
CREATE INDEX audit_by_time ON audit (chain, at, seq);
CREATE INDEX audit_by_actor ON audit (chain, actor, seq);
CREATE INDEX audit_by_action ON audit (chain, action, seq);
