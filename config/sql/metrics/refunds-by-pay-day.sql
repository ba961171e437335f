-- Successful refunds of the orders paid in the period, and how many of those orders have one: it ripens for weeks.
-- Asked like placed.sql and with  :as_of  (UTC): only what had succeeded before counts, so that two days can be compared at
-- the same age.
SELECT r.currency, SUM(r.amount) AS `refunds-by-pay-day`, COUNT(DISTINCT o.id) AS `refunded-orders`
  FROM sales_order o
  JOIN refund r ON r.shop_id = o.shop_id AND r.order_external_id = o.external_id
 WHERE o.shop_id = :shop AND o.paid_at >= :from AND o.paid_at < :to
   AND r.status = 'SUCCEEDED' AND COALESCE(r.completed_at, r.modified_at) < :as_of
 GROUP BY r.currency
