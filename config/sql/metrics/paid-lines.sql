-- Pieces paid, and the lines' share of what was paid (freight is no line's). Asked like placed.sql.
SELECT o.currency, SUM(l.quantity) AS `paid-pieces`, SUM(COALESCE(l.paid, l.quantity * l.unit_price)) AS `line-paid`
  FROM sales_order o
  JOIN order_line l ON l.order_id = o.id
 WHERE o.shop_id = :shop AND o.paid_at >= :from AND o.paid_at < :to
 GROUP BY o.currency
