-- What was paid, by the day of payment, freight included, refunds not deducted. Asked like placed.sql.
SELECT o.currency, COUNT(*) AS `paid-orders`, SUM(o.total) AS `paid-amount`
  FROM sales_order o
 WHERE o.shop_id = :shop AND o.paid_at >= :from AND o.paid_at < :to
 GROUP BY o.currency
