-- What is known of the profit of orders paid in the period: only lines whose cost price the ERP tells, in the order's currency.
-- A missing cost price is never 0: such lines are left out, and covered-sales says how much is left.
-- STRAIGHT_JOIN: from the day's orders outward. Left to itself the database begins at the ERP's products and reads every line ever
-- sold; that took seconds a day where this takes milliseconds.
-- Asked like refunds-by-pay-day.sql and with  :fee_rate  (share of sales the platform takes) and  :freight  (per order).
SELECT q.currency,
       SUM(q.paid) AS `covered-sales`,
       SUM(q.refunded) AS `covered-refunds`,
       SUM(q.cost) AS `cost`,
       ROUND(:fee_rate * SUM(q.paid - q.refunded), 2) AS `fees`,
       ROUND(:freight * COUNT(DISTINCT q.order_id), 2) AS `freight-cost`
  FROM (SELECT STRAIGHT_JOIN o.currency, o.id AS order_id,
               COALESCE(l.paid, l.quantity * l.unit_price) AS paid,
               COALESCE(SUM(r.amount), 0) AS refunded,
               (l.quantity - COALESCE(SUM(IF(r.goods_returned, r.quantity, 0)), 0)) * p.cost_price AS cost
          FROM sales_order o
          JOIN order_line l ON l.order_id = o.id
          JOIN sku_mapping m ON m.shop_id = o.shop_id AND m.code = l.code
          JOIN shop x ON x.role = 'erp'
          JOIN erp_product p ON p.shop_id = x.id AND p.external_id = m.erp_sku
                            AND p.cost_price IS NOT NULL AND p.currency = o.currency
          LEFT JOIN refund r ON r.shop_id = o.shop_id AND r.order_external_id = o.external_id
                            AND r.line_external_id = l.external_id AND r.status = 'SUCCEEDED'
                            AND COALESCE(r.completed_at, r.modified_at) < :as_of
         WHERE o.shop_id = :shop AND o.paid_at >= :from AND o.paid_at < :to
         GROUP BY o.currency, o.id, l.external_id, l.paid, l.quantity, l.unit_price, p.cost_price) q
 GROUP BY q.currency
