package dev.shophub.metric;

import dev.shophub.settings.MetricSettings;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.FigureTables;
import dev.shophub.store.Shops;
import dev.shophub.store.TouchedDays;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The shipped figures over a test's database. */
public final class MetricWorld {

    public static final Catalogue CATALOGUE = Catalogue.read(Path.of("config"));

    public final FigureTables tables;
    public final TouchedDays touched;
    public final Figures figures;

    public MetricWorld(DataSource data, Clock clock) {
        this(data, clock, Map.of());
    }

    public MetricWorld(DataSource data, Clock clock, Map<String, MetricSettings.Rates> rates) {
        var jdbc = new JdbcTemplate(data);
        tables = new FigureTables(jdbc, new TransactionTemplate(new DataSourceTransactionManager(data)));
        touched = new TouchedDays(jdbc);
        figures = new Figures(
                CATALOGUE,
                tables,
                touched,
                new Shops(jdbc, clock),
                new Checkpoints(jdbc, clock),
                new MetricSettings(Duration.ofMinutes(5), 35, rates),
                clock);
    }
}
