package dev.shophub.simulator.taobao;

import dev.shophub.simulator.State;
import dev.shophub.simulator.taobao.TaobaoRows.Paging;
import dev.shophub.simulator.taobao.TaobaoRows.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/** The simulated platform's view of the simulators' tables; only classes built on this one know SQL. */
abstract class TaobaoState {

    /** The platform's word for a neutral state; pre-sale and cash on delivery have their own ways. */
    static final String STATUS =
            """
            CASE
              WHEN o.kind = 'step' AND o.step_status <> 'ALL_PAID' AND %1$s = 'PAID' THEN 'WAIT_BUYER_PAY'
              WHEN o.kind = 'cod' AND %1$s = 'UNPAID' THEN 'WAIT_SELLER_SEND_GOODS'
              WHEN o.kind = 'cod' AND %1$s = 'COMPLETED' AND o.paid_at IS NULL THEN 'TRADE_BUYER_SIGNED'
              ELSE CASE %1$s
                WHEN 'UNPAID' THEN 'WAIT_BUYER_PAY'
                WHEN 'PAID' THEN 'WAIT_SELLER_SEND_GOODS'
                WHEN 'FORBIDDEN' THEN 'PAID_FORBID_CONSIGN'
                WHEN 'PARTLY_SHIPPED' THEN 'SELLER_CONSIGNED_PART'
                WHEN 'SHIPPED' THEN 'WAIT_BUYER_CONFIRM_GOODS'
                WHEN 'COMPLETED' THEN 'TRADE_FINISHED'
                WHEN 'CLOSED' THEN 'TRADE_CLOSED'
                WHEN 'CLOSED_UNPAID' THEN 'TRADE_CLOSED_BY_TAOBAO'
              END
            END""";

    static final String TRADE_STATUS = STATUS.formatted("o.status");

    private final State world;

    TaobaoState(State world) {
        this.world = world;
    }

    final Clock clock() {
        return world.clock();
    }

    final JdbcTemplate jdbc() {
        return world.jdbc();
    }

    final <T> T inTransaction(Supplier<T> work) {
        return world.transaction().execute(status -> work.get());
    }

    /** The page asked for out of rows read one beyond it. */
    static <T> Slice<T> slice(List<T> oneMore, Paging paging, Supplier<Long> count) {
        var more = oneMore.size() > paging.size();
        return new Slice<>(
                more ? oneMore.subList(0, paging.size()) : oneMore,
                more,
                paging.total() ? Optional.of(count.get()) : Optional.empty());
    }

    final long count(String tables, List<Object> arguments) {
        return jdbc().queryForList("SELECT COUNT(*) FROM " + tables, Long.class, arguments.toArray())
                .get(0);
    }

    static LocalDateTime utc(Instant time) {
        return LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    static Optional<Instant> optionalTime(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDateTime.class)).map(at -> at.toInstant(ZoneOffset.UTC));
    }

    /** A condition and its arguments, grown together. */
    static final class Where {

        private final StringBuilder sql = new StringBuilder();
        private final List<Object> arguments = new ArrayList<>();

        String sql() {
            return sql.toString();
        }

        List<Object> arguments() {
            return arguments;
        }

        void and(String condition, Object... values) {
            sql.append(sql.isEmpty() ? "" : " AND ").append(condition);
            arguments.addAll(List.of(values));
        }

        void andIn(String expression, Collection<?> values) {
            and(expression + " IN (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")");
            arguments.addAll(values);
        }

        Object[] with(Object... more) {
            var all = new ArrayList<>(arguments);
            all.addAll(List.of(more));
            return all.toArray();
        }

        Object[] before(Object first) {
            var all = new ArrayList<>(List.of(first));
            all.addAll(arguments);
            return all.toArray();
        }
    }
}
