package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.route.DryRun;
import dev.shophub.route.FileStatus;
import dev.shophub.route.RouteDesk;
import dev.shophub.route.RouteRefusedException;
import dev.shophub.route.RouteStatus;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks the route gate, and hands it what a person decided. */
final class RoutesVerb {

    static final VerbCall<Nothing, Routes> ROUTES =
            new VerbCall<>("routes", Nothing.class, new TypeReference<>() {}, false);
    static final VerbCall<FileRequest, Diff> DIFF =
            new VerbCall<>("diff", FileRequest.class, new TypeReference<>() {}, false);
    static final VerbCall<FileRequest, FileStatus> ACCEPT =
            new VerbCall<>("accept", FileRequest.class, new TypeReference<>() {}, false);
    static final VerbCall<FileRequest, RolledBack> ROLLBACK =
            new VerbCall<>("rollback", FileRequest.class, new TypeReference<>() {}, false);
    static final VerbCall<FileRequest, DryRun> DRY_RUN =
            new VerbCall<>("dry-run", FileRequest.class, new TypeReference<>() {}, false);
    static final VerbCall<NameRequest, Halted> PAUSE =
            new VerbCall<>("pause", NameRequest.class, new TypeReference<>() {}, false);
    static final VerbCall<NameRequest, Halted> RESUME =
            new VerbCall<>("resume", NameRequest.class, new TypeReference<>() {}, false);

    private static final String BY_HAND = "Paused by hand; ./hub resume lets it go on";

    private final RouteDesk desk;
    private final Shops shops;
    private final Runnable wake;

    /** @param wake tells the deliveries that something is due again */
    RoutesVerb(RouteDesk desk, Shops shops, Runnable wake) {
        this.desk = desk;
        this.shops = shops;
        this.wake = wake;
    }

    void bind(Verbs verbs) {
        verbs.with(ROUTES, this::routes)
                .with(DIFF, this::diff)
                .with(ACCEPT, this::accept)
                .with(ROLLBACK, this::rollback)
                .with(DRY_RUN, this::dryRun)
                .with(PAUSE, this::pause)
                .with(RESUME, this::resume);
    }

    Routes routes(Nothing nothing) {
        return new Routes(desk.files(), desk.routes());
    }

    Diff diff(FileRequest request) {
        return told(() -> new Diff(request.file(), desk.diff(request.file())));
    }

    FileStatus accept(FileRequest request) {
        return told(() -> desk.accept(request.file(), request.user()));
    }

    RolledBack rollback(FileRequest request) {
        return told(() ->
                new RolledBack(request.file(), desk.rollback(request.file(), request.revision(), request.user())));
    }

    DryRun dryRun(FileRequest request) {
        return told(() -> desk.dryRun(request.file()));
    }

    /** A shop that stands still is neither read nor written to; what waits for it is kept. */
    Halted pause(NameRequest request) {
        return told(() -> {
            var shop = shop(request.name());
            if (shop.isPresent()) {
                desk.pauseShop(request.name());
                shops.pause(shop.get().id(), BY_HAND);
            } else {
                desk.pause(request.name());
            }
            return new Halted(request.name(), shop.isPresent());
        });
    }

    Halted resume(NameRequest request) {
        return told(() -> {
            var shop = shop(request.name());
            if (shop.isPresent()) {
                shops.resume(shop.get().id());
                desk.resumeShop(request.name());
            } else {
                desk.resume(request.name());
            }
            wake.run();
            return new Halted(request.name(), shop.isPresent());
        });
    }

    private Optional<ShopRow> shop(String name) {
        return shops.all().stream()
                .filter(shop -> shop.key().value().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static <T> T told(Supplier<T> decision) {
        try {
            return decision.get();
        } catch (RouteRefusedException refused) {
            throw VerbRefusedException.cannot("route", refused.getMessage());
        }
    }

    /** Asks for all. */
    record Nothing() {}

    /**
     * @param revision only where a former text is wanted
     * @param user who runs the command
     */
    record FileRequest(String file, Optional<Long> revision, String user) implements Steering {
        @Override
        public List<String> subjects() {
            return List.of(file);
        }

        @Override
        public boolean steers(String verb) {
            return verb.equals(ACCEPT.name()) || verb.equals(ROLLBACK.name());
        }

        @Override
        public String words() {
            return revision.map(number -> "revision " + number).orElse("");
        }
    }

    /** @param name of a shop or a route */
    record NameRequest(String name) implements Steering {
        @Override
        public List<String> subjects() {
            return List.of(name);
        }
    }

    /** What {@code ./hub routes} shows. */
    record Routes(List<FileStatus> files, List<RouteStatus> routes) {}

    /** @param lines as {@code diff -u} writes them; none: what is on disk runs */
    record Diff(String file, List<String> lines) {}

    /** @param revision whose text stands in the file now */
    record RolledBack(String file, long revision) {}

    /** @param shop whether a shop stands still or goes on, else a route */
    record Halted(String name, boolean shop) {}
}
