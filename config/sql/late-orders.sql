-- Which orders of live shops are still to be shipped and were paid long ago. Tune it freely; the hub asks it every
-- hub.alert.late.every. It is asked with  :#paid_before  and  :#placed_since  (UTC): the latest moment of payment for which any
-- platform's promise can be near, and how far back orders are looked at (hub.alert.late.lookback).
-- It answers a row an order: shop_id, shop_key, platform, order_id, since_millis (milliseconds since 1970, UTC: paid, cash on
-- delivery: placed; the promise counts from here). What is no longer answered was shipped or closed. The hub then decides by
-- hub.alert.late.promised what is mailed.
-- Left out: forbidden to ship, balance not paid, every open line under refund, and what lies before go-live.
SELECT l.shop_id, l.shop_key, l.platform, l.order_id,
       TIMESTAMPDIFF(MICROSECOND, '1970-01-01', l.since) DIV 1000 AS since_millis
  FROM (SELECT o.shop_id, s.shop_key, s.platform, s.go_live_from, o.external_id AS order_id,
               IF(o.cash_on_delivery, o.placed_at, COALESCE(o.paid_at, o.placed_at)) AS since
          FROM shop s
          JOIN sales_order o ON o.shop_id = s.id AND o.status IN ('PAID', 'PARTLY_SHIPPED')
                            AND o.placed_at BETWEEN :#placed_since AND :#paid_before
         WHERE s.role = 'shop' AND s.state = 'live' AND NOT o.shipping_forbidden AND NOT o.balance_due
           AND EXISTS (SELECT 1 FROM order_line n WHERE n.order_id = o.id
                          AND n.status NOT IN ('SHIPPED', 'COMPLETED', 'CLOSED') AND n.refund NOT IN ('OPEN', 'UNKNOWN'))) l
 WHERE l.since <= :#paid_before AND l.since >= l.go_live_from
 ORDER BY l.since, l.shop_id, l.order_id
 LIMIT 5000
