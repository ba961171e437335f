-- Stock as it stands now: variants offered, those of them without a piece, pieces left, and pieces sold a day over the last 14
-- days. Stock known neither to the ERP nor to the shop is left out: unknown is not 0.
-- Asked for the running day only (snapshot: true), with  :shop  and  :since_14_days :now  (UTC).
SELECT '' AS currency,
       COUNT(*) AS `active-skus`,
       COUNT(CASE WHEN q.available <= 0 THEN 1 END) AS `stock-out-skus`,
       SUM(GREATEST(q.available, 0)) AS `available-pieces`,
       (SELECT SUM(l.quantity) / 14
          FROM sales_order o JOIN order_line l ON l.order_id = o.id
         WHERE o.shop_id = :shop AND o.placed_at >= :since_14_days AND o.placed_at < :now
           AND o.status NOT IN ('UNPAID', 'CLOSED')) AS `daily-demand`
  FROM (SELECT COALESCE(e.available, k.quantity) AS available
          FROM listing i
          JOIN listing_variant v ON v.listing_id = i.id
          LEFT JOIN sku_mapping m ON m.shop_id = i.shop_id AND m.code = v.code
          LEFT JOIN shop x ON x.role = 'erp' AND x.state <> 'out'
          LEFT JOIN erp_stock e ON e.shop_id = x.id AND e.external_id = m.erp_sku
          LEFT JOIN stock_level k ON k.shop_id = i.shop_id AND k.item_id = i.external_id AND k.sku_id = v.sku_id
         WHERE i.shop_id = :shop AND (i.state = 'UP' OR i.taken_down_by_hub_at IS NOT NULL)) q
 WHERE q.available IS NOT NULL
HAVING COUNT(*) > 0
