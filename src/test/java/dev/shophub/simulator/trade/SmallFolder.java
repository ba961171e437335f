package dev.shophub.simulator.trade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A trade folder of eight orders with all that bites in it. */
final class SmallFolder {

    static final Path PATH = Path.of("src/test/resources/fixtures/trade/small");

    private SmallFolder() {}

    static void copyTo(Path folder) throws IOException {
        try (var files = Files.list(PATH)) {
            for (var file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }
}
