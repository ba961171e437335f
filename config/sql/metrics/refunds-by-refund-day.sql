-- Successful refunds by the day they ended; where the platform tells no end, by their last change. Asked like placed.sql.
SELECT r.currency, SUM(r.amount) AS `refunds-by-refund-day`, COUNT(*) AS `refunds`
  FROM refund r
 WHERE r.shop_id = :shop AND r.status = 'SUCCEEDED'
   AND ((r.completed_at >= :from AND r.completed_at < :to)
        OR (r.completed_at IS NULL AND r.modified_at >= :from AND r.modified_at < :to))
 GROUP BY r.currency
