-- An account manager's list in every order along an index of its own: a page costs what its rows cost, however many
-- customers the manager has. The narrow ones are also what they are counted in.
CREATE INDEX customers_by_manager_and_spend ON customers (partner_id, manager_user_id, month_spend, customer_id);
CREATE INDEX customers_by_manager_and_quota ON customers (partner_id, manager_user_id, available_quota, customer_id);
CREATE INDEX customers_by_manager_and_expiry ON customers (partner_id, manager_user_id, resource_expiry, customer_id);
