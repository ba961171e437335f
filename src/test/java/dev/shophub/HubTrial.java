package dev.shophub;

import dev.shophub.command.HubCommand;
import dev.shophub.settings.MasterKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.util.FileSystemUtils;

/** A real start of the hub from a folder of its own, with settings that are good until a test spoils one. */
final class HubTrial {

    static final String MAIN = "config/application.yaml";
    static final String SHOPS = "config/taobao/application.yaml";

    private static final String GOOD_MAIN =
            """
            hub:
              erp:
                base-url: http://127.0.0.1:9/api
                time-zone: Asia/Shanghai
                settings:
                  token: ${ERP_TOKEN}
            """;
    /** Port 9 answers nobody: a shop that is read in a test fails at once and calls no one else. */
    private static final String GOOD_SHOPS =
            """
            hub:
              shops:
                first:
                  platform: taobao
                  title: 青木家居
                  base-url: http://127.0.0.1:9/router/rest
                  time-zone: Asia/Shanghai
                  settings: {app-key: "23000001", app-secret: "${TAOBAO_APP_SECRET}"}
                second:
                  platform: taobao
                  base-url: http://127.0.0.1:9/router/rest
                  time-zone: Asia/Shanghai
                  settings: {app-key: "23000002", app-secret: "${TAOBAO_APP_SECRET}"}
            """;

    private final Path folder;
    private final Map<String, String> variables = new TreeMap<>();
    private final Map<String, String> arguments = new LinkedHashMap<>();

    private HubTrial(Path folder) {
        this.folder = folder;
    }

    /** @param folder made with its configuration; it is the hub's working directory */
    static HubTrial in(Path folder) {
        var trial = new HubTrial(folder);
        trial.copy("config");
        trial.write(MAIN, GOOD_MAIN);
        trial.write(SHOPS, GOOD_SHOPS);
        trial.set("HUB_KEY", MasterKey.random().toBase64());
        trial.set("ERP_TOKEN", "t0ken");
        trial.set("TAOBAO_APP_SECRET", "s3cret");
        trial.with("server.port", 0);
        trial.with("routes", Path.of("routes").toAbsolutePath());
        return trial;
    }

    /** A folder of the project as it is shipped. */
    HubTrial copy(String shipped) {
        try {
            FileSystemUtils.copyRecursively(Path.of(shipped), folder.resolve(shipped));
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    HubTrial database(String url, String user, String password) {
        return set("HUB_DB_URL", url).set("HUB_DB_USER", user).set("HUB_DB_PASSWORD", password);
    }

    HubTrial set(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    HubTrial unset(String variable) {
        variables.remove(variable);
        return this;
    }

    /** @param option without hyphens; a later value takes the place of an earlier one */
    HubTrial with(String option, Object value) {
        arguments.put(option, value.toString());
        return this;
    }

    HubTrial write(String file, String text) {
        try {
            var path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Replaces what a file of the configuration says. */
    HubTrial spoil(String file, String good, String wrong) {
        try {
            var text = Files.readString(folder.resolve(file));
            if (!text.contains(good)) {
                throw new IllegalArgumentException(file + " does not say '" + good + "'");
            }
            return write(file, text.replace(good, wrong));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    ChildProcess start() {
        return ChildProcess.start(
                folder.resolve("hub.log"),
                ShopHub.class,
                List.of("-Xmx256m"),
                arguments.entrySet().stream()
                        .map(option -> "--" + option.getKey() + "=" + option.getValue())
                        .toList(),
                folder,
                variables);
    }

    /** A verb of the command line, asked in a hub's folder. */
    static ChildProcess command(Path folder, String... words) {
        return ChildProcess.start(
                folder.resolve("command.log"),
                HubCommand.class,
                List.of("-Dlogback.configurationFile=hub-command-logback.xml"),
                List.of(words),
                folder,
                Map.of());
    }
}
