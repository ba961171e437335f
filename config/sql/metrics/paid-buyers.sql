-- Buyers who paid, each once a period. Asked like buyers.sql.
SELECT o.currency, COUNT(DISTINCT o.buyer) AS `paid-buyers`
  FROM sales_order o
 WHERE o.shop_id = :shop AND o.paid_at >= :from AND o.paid_at < :to AND o.buyer IS NOT NULL
 GROUP BY o.currency
