package dev.shophub.simulator.stage;

import dev.shophub.simulator.State;
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

/** A simulated platform's view of the simulators' tables; only classes built on this one know SQL. */
public abstract class PlatformState {

    private final State world;

    protected PlatformState(State world) {
        this.world = world;
    }

    protected final Clock clock() {
        return world.clock();
    }

    protected final JdbcTemplate jdbc() {
        return world.jdbc();
    }

    public final <T> T inTransaction(Supplier<T> work) {
        return world.transaction().execute(status -> work.get());
    }

    /** The page asked for out of rows read one beyond it. */
    protected static <T> Slice<T> slice(List<T> oneMore, Paging paging, Supplier<Long> count) {
        var more = oneMore.size() > paging.size();
        return new Slice<>(
                more ? oneMore.subList(0, paging.size()) : oneMore,
                more,
                paging.total() ? Optional.of(count.get()) : Optional.empty());
    }

    protected final long count(String tables, List<Object> arguments) {
        return jdbc().queryForList("SELECT COUNT(*) FROM " + tables, Long.class, arguments.toArray())
                .get(0);
    }

    protected static LocalDateTime utc(Instant time) {
        return LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
    }

    protected static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    protected static Optional<Instant> optionalTime(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDateTime.class)).map(at -> at.toInstant(ZoneOffset.UTC));
    }

    /** A condition and its arguments, grown together. */
    protected static final class Where {

        private final StringBuilder sql = new StringBuilder();
        private final List<Object> arguments = new ArrayList<>();

        public Where() {}

        public String sql() {
            return sql.toString();
        }

        public List<Object> arguments() {
            return arguments;
        }

        public void and(String condition, Object... values) {
            sql.append(sql.isEmpty() ? "" : " AND ").append(condition);
            arguments.addAll(List.of(values));
        }

        public void andIn(String expression, Collection<?> values) {
            and(expression + " IN (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")");
            arguments.addAll(values);
        }

        public Object[] with(Object... more) {
            var all = new ArrayList<>(arguments);
            all.addAll(List.of(more));
            return all.toArray();
        }

        public Object[] before(Object first) {
            var all = new ArrayList<>(List.of(first));
            all.addAll(arguments);
            return all.toArray();
        }
    }
}
