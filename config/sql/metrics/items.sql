-- What was placed, by item: a row an item and currency. Asked like placed.sql.
SELECT l.item_id AS item, o.currency,
       SUM(l.quantity) AS `pieces`, SUM(l.quantity * l.unit_price) AS `sales`
  FROM sales_order o
  JOIN order_line l ON l.order_id = o.id
 WHERE o.shop_id = :shop AND o.placed_at >= :from AND o.placed_at < :to
 GROUP BY l.item_id, o.currency
