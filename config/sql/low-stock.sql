-- Which SKUs of live shops may be running low. Tune it freely; the hub asks it every hub.alert.low-stock.every.
-- It is asked with  :#now :#since_14_days :#since_30_days  (UTC),  :#days  (of cover, recovery included)  and
-- :#pieces  (the highest threshold of config/low-stock.csv, recovery included).
-- It answers a row a SKU: shop_id, shop_key, code, title, sellable, sold_14_days, days_of_cover, threshold (pieces, or
-- null), reason. What is no longer answered has recovered. The hub then decides by days or threshold what is mailed.
-- Unsold for 30 days: not asked about. Stock that neither the ERP nor the shop knows: unknown, which is not zero.
-- Shops that sell from the same ERP SKU drain it together: their sales are added up.
SELECT f.shop_id, f.shop_key, f.code, f.title, f.sellable, f.sold_14_days,
       ROUND(GREATEST(f.sellable, 0) * 14 / NULLIF(f.sold_14_days, 0), 1) AS days_of_cover,
       NULL AS threshold,
       f.reason
  FROM (SELECT d.shop_id, d.shop_key, d.code, d.title,
               COALESCE(e.available, d.shown) AS sellable,
               IF(e.available IS NULL, 'shop', 'erp') AS reason,
               SUM(d.pieces) OVER (PARTITION BY COALESCE(m.erp_sku, ''), IF(m.erp_sku IS NULL, d.shop_id, 0),
                                                IF(m.erp_sku IS NULL, d.code, '')) AS sold_14_days
          FROM (SELECT o.shop_id, s.shop_key, l.code, MAX(l.title) AS title,
                       SUM(IF(o.placed_at >= :#since_14_days, l.quantity, 0)) AS pieces,
                       (SELECT MAX(v.quantity) FROM stock_level v
                         WHERE v.shop_id = o.shop_id AND v.code = l.code) AS shown
                  FROM shop s
                  JOIN sales_order o ON o.shop_id = s.id AND o.placed_at >= :#since_30_days AND o.placed_at <= :#now
                  JOIN order_line l ON l.order_id = o.id
                 WHERE s.role = 'shop' AND s.state = 'live'
                   AND o.status NOT IN ('UNPAID', 'CLOSED') AND l.status <> 'CLOSED'
                 GROUP BY o.shop_id, s.shop_key, l.code) d
          LEFT JOIN sku_mapping m ON m.shop_id = d.shop_id AND m.code = d.code
          LEFT JOIN shop x ON x.role = 'erp' AND x.state <> 'out'
          LEFT JOIN erp_stock e ON e.shop_id = x.id AND e.external_id = m.erp_sku) f
 WHERE f.sellable IS NOT NULL
   AND (f.sellable < :#pieces OR f.sellable * 14 < :#days * f.sold_14_days)
 ORDER BY f.shop_id, f.code
