package dev.shophub.alert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;

/** This machine's volumes, by the folders that are written to. */
final class MachineVolumes implements Volumes {

    private final Supplier<? extends Collection<Path>> folders;

    /** @param folders that are written to; one that is not there counts for the nearest above it */
    MachineVolumes(Supplier<? extends Collection<Path>> folders) {
        this.folders = folders;
    }

    @Override
    public List<Volume> look() {
        var volumes = new LinkedHashMap<Path, Volume>();
        for (var folder : folders.get()) {
            try {
                var root = root(folder);
                if (!volumes.containsKey(root)) {
                    var store = Files.getFileStore(root);
                    volumes.put(root, new Volume(root, store.getTotalSpace(), store.getUsableSpace()));
                }
            } catch (IOException | UnsupportedOperationException unknown) {
                continue; // nothing is known of it
            }
        }
        return new ArrayList<>(volumes.values());
    }

    /** Where the volume of a folder begins: the last folder upwards on the same device. */
    static Path root(Path folder) throws IOException {
        var at = folder.toAbsolutePath().normalize();
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        at = at.toRealPath();
        var device = device(at);
        while (at.getParent() != null && device(at.getParent()).equals(device)) {
            at = at.getParent();
        }
        return at;
    }

    /** @throws UnsupportedOperationException where the system tells no devices */
    static Object device(Path path) throws IOException {
        return Files.getAttribute(path, "unix:dev");
    }
}
