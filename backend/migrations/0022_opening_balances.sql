-- What was there when the book began, for every partner that has no opening entry yet. The seed runs this too.
INSERT INTO book_entries (entry_id, partner_id, kind, about_id, currency, posted_at)
SELECT 'opening-' || a.partner_id, a.partner_id, 'OPENING', a.partner_id, a.currency, 0
FROM partner_accounts a
WHERE NOT EXISTS (SELECT 1 FROM book_entries e WHERE e.kind = 'OPENING' AND e.about_id = a.partner_id);

INSERT INTO book_lines (entry_id, account, owner_id, amount)
SELECT 'opening-' || a.partner_id, 'CASH', '', a.cash_balance
FROM partner_accounts a
WHERE a.cash_balance <> 0
  AND NOT EXISTS (SELECT 1 FROM book_lines l WHERE l.entry_id = 'opening-' || a.partner_id);

INSERT INTO book_lines (entry_id, account, owner_id, amount)
SELECT 'opening-' || c.partner_id, 'CUSTOMER_GRANTED', c.customer_id, c.granted_balance
FROM customers c
JOIN partner_accounts a ON a.partner_id = c.partner_id
WHERE c.granted_balance <> 0
  AND NOT EXISTS (SELECT 1 FROM book_balances b WHERE b.partner_id = c.partner_id AND b.account = 'OPENING');

INSERT INTO book_balances (partner_id, account, currency, balance)
SELECT e.partner_id, 'OPENING', e.currency, CAST(-SUM(l.amount) AS BIGINT)
FROM book_lines l
JOIN book_entries e ON e.entry_id = l.entry_id
WHERE e.kind = 'OPENING'
  AND NOT EXISTS (SELECT 1 FROM book_balances b WHERE b.partner_id = e.partner_id AND b.account = 'OPENING')
GROUP BY e.partner_id, e.currency;

INSERT INTO book_lines (entry_id, account, owner_id, amount)
SELECT 'opening-' || b.partner_id, 'OPENING', '', b.balance
FROM book_balances b
WHERE b.account = 'OPENING' AND b.balance <> 0
  AND NOT EXISTS (
      SELECT 1 FROM book_lines l WHERE l.entry_id = 'opening-' || b.partner_id AND l.account = 'OPENING'
  );
