-- Buyers whose first order in this shop, as far as the hub knows, was placed in the period. Asked like placed.sql; when an older
-- day changes, all later days are asked again (reach: onward).
SELECT o.currency, COUNT(DISTINCT o.buyer) AS `new-buyers`
  FROM sales_order o
 WHERE o.shop_id = :shop AND o.placed_at >= :from AND o.placed_at < :to AND o.buyer IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM sales_order e
                    WHERE e.shop_id = :shop AND e.buyer = o.buyer AND e.placed_at < :from)
 GROUP BY o.currency
