package dev.shophub.camel.gate;

import dev.shophub.alert.EditedFiles;
import dev.shophub.inbox.ExportLayouts;
import dev.shophub.metric.Campaigns;
import dev.shophub.metric.Catalogue;
import dev.shophub.settings.RouteSettings;
import dev.shophub.settings.StartRefusedException;
import dev.shophub.stock.SkuFormulas;
import dev.shophub.store.FaultyQueryException;
import dev.shophub.store.QueryTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks at every file that admins edit, apart from the settings, without building or asking anything; each fault by file and line. */
public final class FileChecks {

    private final Path config;
    private final RouteSettings routes;
    private final Function<String, Optional<String>> properties;

    /** @param properties values of {@code {{…}}} in routes */
    public FileChecks(Path config, RouteSettings routes, Function<String, Optional<String>> properties) {
        this.config = config;
        this.routes = routes;
        this.properties = properties;
    }

    /** A sentence each, none when all is well. */
    public List<String> faults() {
        var faults = new ArrayList<String>();
        routes(faults);
        queries(faults);
        figures(faults);
        faults.addAll(EditedFiles.faults(config));
        new SkuFormulas(config.resolve(SkuFormulas.NAME)).problem().ifPresent(faults::add);
        faults.addAll(ExportLayouts.faults(config));
        return faults;
    }

    private void routes(List<String> faults) {
        var schema = new DslSchema();
        var endpoints = new AllowedEndpoints(
                new AllowedEndpoints.Limits(routes.schemes(), routes.hosts(), routes.files(), config.resolve("sql")),
                new Placeholders(properties));
        var set = RouteSet.NONE;
        for (var name : names(routes.dir(), RouteSet.ENDING)) {
            try {
                var file = new RouteFile(new EditedFolder(routes.dir(), "").read(name));
                schema.check(name, file.tree());
                endpoints.check(file);
                set.mustFit(file);
                set = set.with(file);
            } catch (RefusedException refused) {
                faults.add(refused.getMessage());
            }
        }
    }

    private void queries(List<String> faults) {
        for (var name : names(config.resolve("sql"), QueryFiles.ENDING)) {
            var shown = QueryFiles.SHOWN + name;
            try {
                QueryTrial.look(FileText.read(shown, config.resolve("sql").resolve(name))
                        .text());
            } catch (RefusedException refused) {
                faults.add(refused.getMessage());
            } catch (FaultyQueryException wrong) {
                faults.add(shown + ":" + wrong.line() + ": " + wrong.getMessage() + ".");
            }
        }
    }

    private void figures(List<String> faults) {
        try {
            Catalogue.read(config);
            Campaigns.read(config);
        } catch (StartRefusedException wrong) {
            faults.add(wrong.getMessage());
        }
    }

    /** Names below a folder, its own folders too. */
    private static List<String> names(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var found = Files.walk(folder, 2)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(ending) && !name.startsWith("."))
                    .filter(name -> ending.equals(QueryFiles.ENDING) || !name.contains("/"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new StartRefusedException(
                    "The folder %s cannot be read; give the hub the right to".formatted(folder), unreadable);
        }
    }
}
