-- Orders paid in the period that were to be shipped, and those shipped within  :promise_hours  of payment. Orders closed
-- unshipped are not due. Asked like placed.sql.
SELECT o.currency,
       COUNT(*) AS `ship-due`,
       COUNT(CASE WHEN o.shipped_at <= o.paid_at + INTERVAL :promise_hours HOUR THEN 1 END) AS `shipped-on-time`
  FROM sales_order o
 WHERE o.shop_id = :shop AND o.paid_at >= :from AND o.paid_at < :to
   AND NOT (o.status = 'CLOSED' AND o.shipped_at IS NULL)
 GROUP BY o.currency
