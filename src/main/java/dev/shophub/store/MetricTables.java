package dev.shophub.store;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The tables of figures, for the rooms that know no SQL. */
@Configuration(proxyBeanMethods = false)
class MetricTables {

    @Bean
    TouchedDays touchedDays(JdbcTemplate jdbc) {
        return new TouchedDays(jdbc);
    }

    @Bean
    FigureTables figureTables(JdbcTemplate jdbc, TransactionOperations transaction, Queries queries) {
        return new FigureTables(jdbc, transaction, queries);
    }

    @Bean
    Targets targets(JdbcClient jdbc, Clock clock) {
        return new Targets(jdbc, clock);
    }

    @Bean
    ReportBook reportBook(JdbcClient jdbc, Clock clock) {
        return new ReportBook(jdbc, clock);
    }

    @Bean
    InboxBook inboxBook(JdbcTemplate jdbc, TransactionOperations transaction, Clock clock) {
        return new InboxBook(jdbc, transaction, clock);
    }

    @Bean
    MorningFacts morningFacts(JdbcClient jdbc) {
        return new MorningFacts(jdbc);
    }

    /** The texts of all queries of {@code config/sql}, those of figures among them. */
    @Bean
    Queries queries() {
        return new Queries();
    }
}
