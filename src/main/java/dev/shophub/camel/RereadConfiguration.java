package dev.shophub.camel;

import dev.shophub.connector.Connector;
import dev.shophub.connector.Platform;
import dev.shophub.reconcile.DailyCensus;
import dev.shophub.settings.CensusSettings;
import dev.shophub.settings.LiveSettings;
import dev.shophub.store.BackfillBook;
import dev.shophub.store.CensusBook;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.Pauses;
import dev.shophub.store.Shops;
import dev.shophub.store.TroubleBell;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
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
        return new Backfills(polls, book, pauses, pages, beside(connections, platforms));
    }

    private static Function<ActiveShop, Connector> beside(
            HubConfiguration.ShopConnections connections, List<Platform> platforms) {
        return shop -> {
            var configured = shop.connector().shop();
            var platform = platforms.stream()
                    .filter(one -> one.name().equals(configured.platform()))
                    .findFirst()
                    .orElseThrow();
            return connections.beside(platform, configured, shop.lane());
        };
    }

    @Bean
    Rereads rereads(ShopDirectory directory, Backfills backfills, PageDoor pages, Clock clock) {
        return new Rereads(directory, backfills, pages, clock);
    }

    @Bean
    Censuses censuses(
            ShopDirectory directory,
            Rereads rereads,
            Pauses pauses,
            BackfillBook book,
            HubConfiguration.ShopConnections connections,
            List<Platform> platforms) {
        return new Censuses(directory, rereads, pauses, book, beside(connections, platforms));
    }

    @Bean
    CensusBook censusBook(JdbcTemplate jdbc) {
        return new CensusBook(jdbc);
    }

    @Bean
    DailyCensus census(
            Shops shops,
            CensusBook book,
            Checkpoints checkpoints,
            BackfillBook backfills,
            Censuses censuses,
            TroubleBell troubles,
            LiveSettings settings,
            MeterRegistry meters,
            Clock clock) {
        return new DailyCensus(
                new DailyCensus.Tables(shops, book, checkpoints, backfills),
                censuses,
                troubles,
                settings.of(CensusSettings.class, now -> new DailyCensus.Pace(now.time(), now.days())),
                meters,
                clock);
    }
}
