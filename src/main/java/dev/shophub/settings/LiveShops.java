package dev.shophub.settings;

import java.util.function.Supplier;

/** The shops in force; an edit replaces them all at once. */
public final class LiveShops implements Supplier<ConfiguredShops> {

    private volatile ConfiguredShops shops;

    public LiveShops(ConfiguredShops shops) {
        this.shops = shops;
    }

    @Override
    public ConfiguredShops get() {
        return shops;
    }

    /** These are in force from now on. */
    public void replace(ConfiguredShops edited) {
        shops = edited;
    }
}
