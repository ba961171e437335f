-- Successful refunds by the day their order was placed. Asked like refunds-by-pay-day.sql.
SELECT r.currency, SUM(r.amount) AS `refunds-by-order-day`
  FROM sales_order o
  JOIN refund r ON r.shop_id = o.shop_id AND r.order_external_id = o.external_id
 WHERE o.shop_id = :shop AND o.placed_at >= :from AND o.placed_at < :to
   AND r.status = 'SUCCEEDED' AND COALESCE(r.completed_at, r.modified_at) < :as_of
 GROUP BY r.currency
