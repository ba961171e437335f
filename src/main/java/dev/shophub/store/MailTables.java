package dev.shophub.store;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables that mails are made from, for the rooms that know no SQL. */
@Configuration(proxyBeanMethods = false)
class MailTables {

    @Bean
    ReviewFacts reviewFacts(JdbcClient jdbc) {
        return new ReviewFacts(jdbc);
    }

    @Bean
    ReviewAnswers reviewAnswers(JdbcTemplate jdbc, Clock clock) {
        return new ReviewAnswers(jdbc, clock);
    }

    @Bean
    MailTopics mailTopics(JdbcClient jdbc, Clock clock) {
        return new MailTopics(jdbc, clock);
    }

    @Bean
    MailOutages mailOutages(JdbcTemplate jdbc, Clock clock) {
        return new MailOutages(jdbc, clock);
    }

    @Bean
    LowStockBook lowStockBook(JdbcTemplate jdbc) {
        return new LowStockBook(jdbc);
    }

    @Bean
    OversoldBook oversoldBook(JdbcTemplate jdbc) {
        return new OversoldBook(jdbc);
    }

    @Bean
    OversoldFacts oversoldFacts(JdbcTemplate jdbc) {
        return new OversoldFacts(jdbc);
    }

    @Bean
    LateBook lateBook(JdbcTemplate jdbc) {
        return new LateBook(jdbc);
    }

    @Bean
    DatabaseSize databaseSize(JdbcClient jdbc) {
        return new DatabaseSize(jdbc);
    }

    @Bean
    StatusFacts statusFacts(JdbcTemplate jdbc) {
        return new StatusFacts(jdbc.getDataSource());
    }

    @Bean
    StageFacts stageFacts(JdbcClient jdbc) {
        return new StageFacts(jdbc);
    }

    @Bean
    HeldBook heldBook(JdbcTemplate jdbc) {
        return new HeldBook(jdbc);
    }

    @Bean
    TroubleBook troubleBook(JdbcClient jdbc) {
        return new TroubleBook(jdbc);
    }

    @Bean
    DailyFacts dailyFacts(JdbcClient jdbc) {
        return new DailyFacts(jdbc);
    }

    @Bean
    OverRefunds overRefunds(JdbcClient jdbc) {
        return new OverRefunds(jdbc);
    }
}
