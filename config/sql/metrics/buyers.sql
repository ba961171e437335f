-- Buyers who placed an order, each once a period; orders without a buyer's key count in no buyer figure.
-- Asked like placed.sql, for days, weeks and months: people do not add up over days.
SELECT o.currency, COUNT(DISTINCT o.buyer) AS `buyers`
  FROM sales_order o
 WHERE o.shop_id = :shop AND o.placed_at >= :from AND o.placed_at < :to AND o.buyer IS NOT NULL
 GROUP BY o.currency
