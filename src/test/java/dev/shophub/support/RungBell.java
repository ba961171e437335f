package dev.shophub.support;

import dev.shophub.store.Said;
import dev.shophub.store.TroubleBell;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A bell that only writes down what it was rung for: {@code kind key: message}; cured ones go, what is told once stays. */
public final class RungBell implements TroubleBell {

    private final List<String> rung = new CopyOnWriteArrayList<>();

    /** What stands, in the order in which it was rung. */
    public List<String> rung() {
        return List.copyOf(rung);
    }

    @Override
    public void raise(String key, String kind, Optional<Long> shopId, Said said) {
        cure(key);
        rung.add(kind + " " + key + ": " + said.sentence());
    }

    @Override
    public void tell(String key, String kind, Optional<Long> shopId, Said said) {
        rung.add("once " + kind + " " + key + ": " + said.sentence());
    }

    @Override
    public void cure(String key) {
        rung.removeIf(one -> one.split(" ", 3)[1].equals(key + ":"));
    }
}
