-- Reviews written in the period that are still shown, and the bad ones among them. Asked like placed.sql.
SELECT '' AS currency, COUNT(*) AS `reviews`, COUNT(CASE WHEN r.rating = 'BAD' THEN 1 END) AS `bad-reviews`
  FROM review r
 WHERE r.shop_id = :shop AND r.written_at >= :from AND r.written_at < :to AND r.deleted_at IS NULL
HAVING COUNT(*) > 0
