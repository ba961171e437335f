-- What was placed, whatever became of it: orders, lines, pieces, sales before discounts, freight and refunds.
-- Asked once a shop and day with  :shop  (shop.id) and  :from :to  (the day in the shop's zone, as UTC). A column is a figure of
-- config/metrics/catalogue.yaml; a row a currency.
SELECT o.currency,
       COUNT(DISTINCT o.id) AS `orders`,
       COUNT(l.order_id) AS `lines`,
       COALESCE(SUM(l.quantity), 0) AS `pieces`,
       COALESCE(SUM(l.quantity * l.unit_price), 0) AS `sales`
  FROM sales_order o
  LEFT JOIN order_line l ON l.order_id = o.id
 WHERE o.shop_id = :shop AND o.placed_at >= :from AND o.placed_at < :to
 GROUP BY o.currency
