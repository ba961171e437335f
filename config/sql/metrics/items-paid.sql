-- What was paid, by item, by the day of payment; buyers are counted once an item. Asked like placed.sql.
SELECT l.item_id AS item, o.currency,
       SUM(l.quantity) AS `paid-pieces`,
       SUM(COALESCE(l.paid, l.quantity * l.unit_price)) AS `line-paid`,
       COUNT(DISTINCT o.buyer) AS `paid-buyers`
  FROM sales_order o
  JOIN order_line l ON l.order_id = o.id
 WHERE o.shop_id = :shop AND o.paid_at >= :from AND o.paid_at < :to
 GROUP BY l.item_id, o.currency
