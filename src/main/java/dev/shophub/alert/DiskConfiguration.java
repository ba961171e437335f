package dev.shophub.alert;

import dev.shophub.settings.DiskSettings;
import dev.shophub.settings.InboxSettings;
import dev.shophub.settings.LiveSettings;
import dev.shophub.store.DatabaseSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;

/** Which volumes are watched: of the hub's own folders, of the inbox, of the database where it is on this machine. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InboxSettings.class)
class DiskConfiguration {

    @Bean
    DiskWatch disk(
            Environment environment,
            InboxSettings inbox,
            LiveSettings settings,
            DatabaseSize database,
            Troubles troubles) {
        var data = Path.of(environment.getProperty("hub.data.dir", "data"));
        Supplier<DiskSettings> disk = settings.of(DiskSettings.class);
        var server = new Object() {
            private Optional<Path> folder = Optional.empty();
        };
        return new DiskWatch(
                new MachineVolumes(() -> {
                    var folders = new ArrayList<>(
                            List.of(Path.of(""), data, Path.of(System.getProperty("java.io.tmpdir")), inbox.dir()));
                    if (server.folder.isEmpty()) {
                        try {
                            server.folder = database.folder();
                        } catch (DataAccessException away) {
                            server.folder = Optional.empty();
                        }
                    }
                    server.folder.ifPresent(folders::add);
                    disk.get().paths().values().forEach(path -> folders.add(Path.of(path)));
                    return folders;
                }),
                troubles,
                disk);
    }

    @Bean
    TroubleLists.Disk diskLists(DiskWatch disk, DatabaseSize database) {
        return new TroubleLists.Disk(disk, new DiskUse(database));
    }
}
