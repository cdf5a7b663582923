-- What the customer list is filtered and sorted by, in one index: a filter that meets few customers is answered from it
-- alone, whatever it is and however the list is sorted, and no row is read but those of the page.
CREATE INDEX customers_seek ON customers (partner_id, customer_id, name, account_name, label, association_type,
    manager_user_id, open_request_id, associated_at, month_spend, available_quota, resource_expiry);

-- The same for an account manager's own customers, who may be many thousand of a large partner.
DROP INDEX customers_by_manager;
CREATE INDEX customers_by_manager ON customers (partner_id, manager_user_id, associated_at, customer_id, name,
    account_name, label, association_type, open_request_id, month_spend, available_quota, resource_expiry);

-- The vendor counts the opportunities of all partners but for drafts.
CREATE INDEX opportunities_by_status ON opportunities (status);
