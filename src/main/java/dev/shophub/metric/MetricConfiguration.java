package dev.shophub.metric;

import dev.shophub.settings.LiveSettings;
import dev.shophub.settings.MetricSettings;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.FigureTables;
import dev.shophub.store.MorningFacts;
import dev.shophub.store.ReportBook;
import dev.shophub.store.Shops;
import dev.shophub.store.Targets;
import dev.shophub.store.TouchedDays;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the figures together. */
@Configuration(proxyBeanMethods = false)
class MetricConfiguration {

    @Bean
    Catalogue catalogue(@Value("${hub.config.dir:config}") Path folder) {
        return Catalogue.read(folder);
    }

    @Bean
    Figures figures(
            Catalogue catalogue,
            FigureTables tables,
            TouchedDays touched,
            Shops shops,
            Checkpoints checkpoints,
            LiveSettings settings,
            Clock clock) {
        return new Figures(catalogue, tables, touched, shops, checkpoints, settings.of(MetricSettings.class), clock);
    }

    @Bean
    Campaigns campaigns(@Value("${hub.config.dir:config}") Path folder) {
        return Campaigns.read(folder);
    }

    @Bean
    Morning morning(
            Catalogue catalogue,
            Campaigns campaigns,
            FigureTables tables,
            Figures figures,
            Targets targets,
            MorningFacts facts,
            ReportBook reports,
            Shops shops,
            Clock clock) {
        return new Morning(
                catalogue, campaigns, tables, figures, new Plans(targets, campaigns), facts, reports, shops, clock);
    }

    @Bean
    FigureSeries figureSeries(Catalogue catalogue, FigureTables tables, Figures figures) {
        return new FigureSeries(catalogue, tables, figures);
    }
}
