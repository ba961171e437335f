package dev.shophub.command;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.shophub.erp.ErpRule;
import dev.shophub.settings.DueSettings;
import dev.shophub.store.ShopRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a running hub leaves for the command line, {@code run.json} in its data folder; it stays behind when the hub stops.
 *
 * @param mode {@code demo} or {@code production}
 * @param state {@code running}, or {@code stopped} when it ended in order
 * @param pid of the hub's process
 * @param databaseUrl JDBC address of the operations database
 * @param ports by name; {@code management} is where verbs are asked for
 * @param due when the orders of each shop go to the ERP, by the shop's key
 * @param token proves that the caller may read this file
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record RunFile(
        String mode,
        String state,
        long pid,
        String databaseUrl,
        String databaseUser,
        String databasePassword,
        Map<String, Integer> ports,
        String token,
        Map<String, DueSettings> due) {

    RunFile {
        due = due == null ? Map.of() : Map.copyOf(due);
    }

    /** Empty when there is none in this folder. */
    static Optional<RunFile> in(Path data) {
        var file = data.resolve("run.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Wire.MAPPER.readValue(file.toFile(), RunFile.class));
        } catch (IOException unreadable) {
            throw VerbRefusedException.cannot("run-file-unreadable", file.toString());
        }
    }

    boolean demo() {
        return "demo".equals(mode);
    }

    /** True while the process lives; another program that took over its number is none of ours. */
    boolean running() {
        return !"stopped".equals(state) && processLives();
    }

    private boolean processLives() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .command()
                        .map(command ->
                                Path.of(command).getFileName().toString().startsWith("java"))
                        .orElse(true))
                .isPresent();
    }

    int managementPort() {
        return Optional.ofNullable(ports.get("management")).orElse(8081);
    }

    /** The rule by which a shop's orders go to the ERP; the standard one where the hub that ran told none. */
    ErpRule rule(ShopRow shop) {
        var told = due.getOrDefault(shop.key().value(), DueSettings.STANDARD);
        return new ErpRule(ErpRule.From.valueOf(told.from().name()), told.cashOnDelivery());
    }

    /** Without password and token. */
    @Override
    public String toString() {
        return "RunFile[" + mode + " pid=" + pid + "]";
    }
}
