-- Successful refunds of lines paid in the period, by item. Asked like refunds-by-pay-day.sql.
SELECT l.item_id AS item, r.currency, SUM(r.amount) AS `refunds-by-pay-day`
  FROM sales_order o
  JOIN refund r ON r.shop_id = o.shop_id AND r.order_external_id = o.external_id
  JOIN order_line l ON l.order_id = o.id AND l.external_id = r.line_external_id
 WHERE o.shop_id = :shop AND o.paid_at >= :from AND o.paid_at < :to
   AND r.status = 'SUCCEEDED' AND COALESCE(r.completed_at, r.modified_at) < :as_of
 GROUP BY l.item_id, r.currency
