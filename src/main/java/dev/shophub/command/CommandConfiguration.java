package dev.shophub.command;

import dev.shophub.connector.Authorizing;
import dev.shophub.connector.Connectors;
import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.Platform.Pace;
import dev.shophub.connector.StockSink;
import dev.shophub.connector.Tokens;
import dev.shophub.demo.DemoBooks;
import dev.shophub.erp.ErpConnector;
import dev.shophub.erp.ErpRule;
import dev.shophub.listing.Standstill;
import dev.shophub.metric.Catalogue;
import dev.shophub.metric.FigureSeries;
import dev.shophub.metric.Morning;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import dev.shophub.outbox.Bell;
import dev.shophub.reconcile.Audit;
import dev.shophub.reconcile.DueRule;
import dev.shophub.reconcile.ErpTruth;
import dev.shophub.reconcile.Patience;
import dev.shophub.reconcile.PlatformTruth;
import dev.shophub.reconcile.Preview;
import dev.shophub.reconcile.Rereading;
import dev.shophub.reconcile.StockDrift;
import dev.shophub.route.ConfigurationDesk;
import dev.shophub.route.RouteDesk;
import dev.shophub.route.ShopDesk;
import dev.shophub.settings.ChangeSettings;
import dev.shophub.settings.ChatSettings;
import dev.shophub.settings.ConfiguredShops;
import dev.shophub.settings.LiveSettings;
import dev.shophub.settings.LiveShops;
import dev.shophub.settings.MailSettings;
import dev.shophub.settings.ReportSettings;
import dev.shophub.store.BuyerKeys;
import dev.shophub.store.InboxBook;
import dev.shophub.store.Rekeying;
import dev.shophub.store.Sealer;
import dev.shophub.store.Targets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** The verbs of a running hub. What a hub does not have, an ERP or simulators, is left out of the answers. */
@Configuration(proxyBeanMethods = false)
class CommandConfiguration {

    /** A random text of this run, which the run file also has. */
    private static final String TOKEN = "shophub.run.token";

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration USUAL_LOOKBACK = Duration.ofMinutes(10);

    @Bean
    Verbs verbs(
            DataSource operations,
            Clock clock,
            Environment environment,
            ObjectProvider<Bell> bell,
            ObjectProvider<DemoBooks> books,
            ObjectProvider<ErpConnector> erp,
            ObjectProvider<DueRule> rule,
            ObjectProvider<LiveShops> configured,
            ObjectProvider<Connectors> connectors,
            ObjectProvider<Tokens> tokens,
            ObjectProvider<RouteDesk> desk,
            ObjectProvider<ConfigurationDesk> check,
            ObjectProvider<ShopDesk> shopDesk,
            ObjectProvider<Rekeying> rekeying,
            ObjectProvider<BuyerKeys> buyers,
            ObjectProvider<Sealer> master,
            ObjectProvider<Standstill> standstill,
            ObjectProvider<Rereading> rereading,
            ObjectProvider<Preview> preview,
            LiveSettings settings,
            HttpCalls http,
            Morning morning,
            Catalogue catalogue,
            FigureSeries series,
            Targets targets,
            InboxBook inbox) {
        var demo = Optional.ofNullable(books.getIfAvailable());
        var mode = environment.acceptsProfiles(Profiles.of("demo")) ? "demo" : "production";
        return new VerbServices(operations, mode, true, clock, () -> bell.ifAvailable(Bell::ring))
                .audit(
                        demo.map(PlatformTruth.class::cast),
                        Optional.ofNullable(erp.getIfAvailable())
                                .<ErpTruth>map(connector -> connector::known)
                                .orElse(references -> Set.of()),
                        rule.getIfAvailable(() -> DueRule.of(shop -> ErpRule.DEFAULT)),
                        new Audit.Conditions(true, lookbacks(configured), Patience.looking(LOOK_EVERY)),
                        () -> demo.flatMap(DemoBooks::shiftDays))
                .stock(
                        key -> Optional.ofNullable(connectors.getIfAvailable())
                                .flatMap(known -> known.of(key))
                                .filter(StockSink.class::isInstance)
                                .isPresent(),
                        settings.of(
                                ReportSettings.class,
                                now -> new StockDrift.Pace(
                                        now.drift().every(), now.drift().after())))
                .preview(Optional.ofNullable(preview.getIfAvailable()))
                .mailbox(demo)
                .morning(morning, catalogue, series, targets)
                .inbox(inbox)
                .mails(settings.of(MailSettings.class), settings.of(ChatSettings.class), http)
                .steering(sellers(connectors), Optional.ofNullable(tokens.getIfAvailable()))
                .moving(known(connectors))
                .trusted(new TrustVerbs(
                        Optional.ofNullable(shopDesk.getIfAvailable()),
                        () -> Optional.ofNullable(configured.getIfAvailable())
                                .map(LiveShops::get)
                                .orElseGet(() -> new ConfiguredShops(List.of(), List.of())),
                        Optional.ofNullable(rekeying.getIfAvailable()),
                        List.of(
                                Path.of(environment.getProperty("hub.config.dir", "config")),
                                Path.of(environment.getProperty("hub.routes.dir", "routes"))),
                        Optional.ofNullable(buyers.getIfAvailable()),
                        Optional.ofNullable(master.getIfAvailable())))
                .changing(known(connectors), settings.of(ChangeSettings.class, ChangeSettings::maxPercent))
                .standing(Optional.ofNullable(standstill.getIfAvailable()))
                .routes(Optional.ofNullable(desk.getIfAvailable()))
                .rereading(Optional.ofNullable(rereading.getIfAvailable()))
                .checking(Optional.ofNullable(check.getIfAvailable()))
                .verbs();
    }

    @Bean
    VerbEndpoint verbEndpoint(Verbs verbs, Environment environment) {
        return new VerbEndpoint(verbs, environment.getProperty(TOKEN, ""));
    }

    private static Function<ShopKey, Duration> lookbacks(ObjectProvider<LiveShops> configured) {
        return key -> Optional.ofNullable(configured.getIfAvailable()).stream()
                .flatMap(shops -> shops.get().good().stream())
                .filter(shop -> shop.shop().key().equals(key))
                .flatMap(shop -> Optional.ofNullable(shop.paces().get(Stream.ORDERS)).stream())
                .map(Pace::lookback)
                .findFirst()
                .orElse(USUAL_LOOKBACK);
    }

    private static Connectors known(ObjectProvider<Connectors> connectors) {
        return key -> Optional.ofNullable(connectors.getIfAvailable()).flatMap(known -> known.of(key));
    }

    private static Function<ShopKey, Optional<Authorizing>> sellers(ObjectProvider<Connectors> connectors) {
        return key ->
                known(connectors).of(key).filter(Authorizing.class::isInstance).map(Authorizing.class::cast);
    }
}
