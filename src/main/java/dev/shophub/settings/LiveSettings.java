package dev.shophub.settings;

import java.util.ArrayList;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The settings in force. A good save replaces all records at once; whoever needs one keeps a supplier and asks it each time, so
 * that nobody works with half of an edit.
 */
public final class LiveSettings {

    private volatile Map<Class<?>, Object> records;

    /** @throws StartRefusedException naming file and line of the first setting that is wrong */
    public LiveSettings(ConfigurableEnvironment environment) {
        var faults = new ArrayList<String>();
        this.records = new SettingsRecords(environment, faults).bound();
        faults.stream().findFirst().ifPresent(fault -> {
            throw new StartRefusedException(fault);
        });
    }

    /** Gives the record in force each time it is asked. */
    public <T extends Record> Supplier<T> of(Class<T> record) {
        if (!LiveKeys.isLive(record)) {
            throw new IllegalArgumentException("Read at the start only (settings=" + record.getSimpleName() + ")");
        }
        return () -> record.cast(records.get(record));
    }

    /** Gives a part of the record in force each time it is asked. */
    public <T extends Record, P> Supplier<P> of(Class<T> record, Function<T, P> part) {
        var whole = of(record);
        return () -> part.apply(whole.get());
    }

    /** What was read is in force from now on. */
    public void replace(ReadConfiguration read) {
        records = read.records();
    }
}
