package dev.shophub.camel;

import dev.shophub.connector.Platform;
import dev.shophub.store.BackfillBook;
import dev.shophub.store.Pauses;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Puts together what reads a shop's past, or single orders of it, again. */
@Configuration(proxyBeanMethods = false)
class RereadConfiguration {

    @Bean
    BackfillBook backfillBook(JdbcTemplate jdbc, Clock clock) {
        return new BackfillBook(jdbc, clock);
    }

    @Bean
    PageDoor pageDoor(CamelContext context) {
        return new PageDoor(context.createProducerTemplate());
    }

    @Bean
    Backfills backfills(
            Polls polls,
            BackfillBook book,
            Pauses pauses,
            PageDoor pages,
            HubConfiguration.ShopConnections connections,
            List<Platform> platforms) {
        return new Backfills(polls, book, pauses, pages, shop -> {
            var configured = shop.connector().shop();
            var platform = platforms.stream()
                    .filter(one -> one.name().equals(configured.platform()))
                    .findFirst()
                    .orElseThrow();
            return connections.beside(platform, configured, shop.lane());
        });
    }

    @Bean
    Rereads rereads(ShopDirectory directory, Backfills backfills, PageDoor pages, Clock clock) {
        return new Rereads(directory, backfills, pages, clock);
    }
}
