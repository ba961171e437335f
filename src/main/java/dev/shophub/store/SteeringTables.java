package dev.shophub.store;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables of what people steer and what the brake holds, for the rooms that know no SQL. */
@Configuration(proxyBeanMethods = false)
class SteeringTables {

    @Bean
    OrderHolds orderHolds(JdbcTemplate jdbc, Clock clock) {
        return new OrderHolds(jdbc, clock);
    }

    @Bean
    MutedSkus mutedSkus(JdbcTemplate jdbc, Clock clock) {
        return new MutedSkus(jdbc, clock);
    }

    @Bean
    StockFreezes stockFreezes(JdbcTemplate jdbc, Clock clock) {
        return new StockFreezes(jdbc, clock);
    }

    @Bean
    StockFormulas stockFormulas(JdbcTemplate jdbc, Clock clock) {
        return new StockFormulas(jdbc, clock);
    }

    @Bean
    BrakeBook brakeBook(JdbcTemplate jdbc, Clock clock) {
        return new BrakeBook(jdbc, clock);
    }
}
