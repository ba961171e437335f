package dev.shophub.metric;

import dev.shophub.settings.MetricSettings;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.FigureTables;
import dev.shophub.store.MorningFacts;
import dev.shophub.store.Queries;
import dev.shophub.store.ReportBook;
import dev.shophub.store.Shops;
import dev.shophub.store.Targets;
import dev.shophub.store.TouchedDays;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The shipped figures over a test's database. */
public final class MetricWorld {

    public static final Catalogue CATALOGUE = Catalogue.read(Path.of("config"));

    public final FigureTables tables;
    public final TouchedDays touched;
    public final Figures figures;
    public final Morning morning;
    public final FigureSeries series;

    public MetricWorld(DataSource data, Clock clock) {
        this(data, clock, 0, Map.of());
    }

    /** @param again days computed again once a day */
    public MetricWorld(DataSource data, Clock clock, int again, Map<String, MetricSettings.Rates> rates) {
        var jdbc = new JdbcTemplate(data);
        tables = new FigureTables(jdbc, new TransactionTemplate(new DataSourceTransactionManager(data)), new Queries());
        touched = new TouchedDays(jdbc);
        figures = new Figures(
                CATALOGUE,
                tables,
                touched,
                new Shops(jdbc, clock),
                new Checkpoints(jdbc, clock),
                () -> new MetricSettings(Duration.ofMinutes(5), again, rates),
                clock);
        series = new FigureSeries(CATALOGUE, tables, figures);
        var client = JdbcClient.create(jdbc);
        var campaigns = Campaigns.read(Path.of("config"));
        var facts = new MorningFacts(client);
        morning = new Morning(
                CATALOGUE,
                campaigns,
                tables,
                figures,
                new Plans(new Targets(client, clock), campaigns),
                facts,
                new ReportBook(client, clock),
                new Shops(jdbc, clock),
                clock);
    }
}
