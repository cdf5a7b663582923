-- What the vendor knows of accounts, whether or not they are a partner's customers; and what it took from partners.
-- Every account has its row in `customers`. Without a partner its association columns are of no meaning.
CREATE TABLE account_standing (
    customer_id        TEXT   PRIMARY KEY NOT NULL REFERENCES customers (customer_id),
    site               TEXT   NOT NULL,
    country_code       TEXT   NOT NULL,
    registered_at      BIGINT NOT NULL,
    -- Not every account has opened the cloud service.
    cloud_open         BIGINT NOT NULL DEFAULT 1,
    has_cash_spend     BIGINT NOT NULL DEFAULT 0,
    -- Who follows it at the vendor's: NOBODY, DIRECT_SALES, ONLINE_SALES, SALES_SUPPORT_CENTER.
    followed_by        TEXT   NOT NULL DEFAULT 'NOBODY',
    filed_by_vendor    BIGINT NOT NULL DEFAULT 0,
    consumer_account   BIGINT NOT NULL DEFAULT 0,
    trusteeship        BIGINT NOT NULL DEFAULT 0,
    stored_value_card  BIGINT NOT NULL DEFAULT 0,
    gift_balance       BIGINT NOT NULL DEFAULT 0
);

-- Whoever was associated before this was known: an ordinary account of the partner's site.
INSERT INTO account_standing (customer_id, site, country_code, registered_at, has_cash_spend)
SELECT c.customer_id, COALESCE(p.site, 'cn'), CASE WHEN p.site = 'intl' THEN 'SG' ELSE 'CN' END,
       c.associated_at, CASE WHEN c.month_spend > 0 THEN 1 ELSE 0 END
FROM customers c LEFT JOIN partners p ON p.partner_id = c.partner_id;

-- Somebody to be filed is looked up by number and address, whosever customer it is.
CREATE INDEX customers_by_any_telephone ON customers (telephone);
CREATE INDEX customers_by_any_email ON customers (email);

ALTER TABLE partners ADD COLUMN country_code TEXT NOT NULL DEFAULT 'CN';
-- A distributor that develops resellers only.
ALTER TABLE partners ADD COLUMN channel_only BIGINT NOT NULL DEFAULT 0;
-- Has left the programme.
ALTER TABLE partners ADD COLUMN delisted BIGINT NOT NULL DEFAULT 0;
UPDATE partners SET country_code = 'SG' WHERE site = 'intl';
