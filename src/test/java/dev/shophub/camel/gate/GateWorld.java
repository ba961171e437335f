package dev.shophub.camel.gate;

import dev.shophub.intake.RawPage;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.route.FileStatus;
import dev.shophub.store.Pauses;
import dev.shophub.store.Queries;
import dev.shophub.store.QueryTrial;
import dev.shophub.store.RouteRevision;
import dev.shophub.store.RouteRevisions;
import dev.shophub.store.Said;
import dev.shophub.store.TroubleBell;
import dev.shophub.support.WalkedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/** The shipped route files in a folder of their own, running between ends that the test holds, behind a real gate. */
final class GateWorld implements AutoCloseable {

    static final Duration PROOF = Duration.ofSeconds(15);
    private static final Instant NOON = Instant.parse("2026-11-11T04:00:00Z");

    final Path folder;
    final Path files;
    final Path queries;
    final Queries inForce = new Queries();
    final WalkedClock clock = new WalkedClock(NOON);
    final LiveBeans beans = new LiveBeans();
    final Ends shop = new Ends(exchange -> {});
    final Ends outbox = new Ends(exchange -> {});
    final Ends schedule = new Ends(exchange -> {});
    final Ends smtp = new Ends(exchange -> {});
    final Ends sql = new Ends(exchange -> exchange.getMessage().setBody(List.of()));
    final Map<String, String> troubles = new TreeMap<>();
    /** The same for mails. */
    final Map<String, Said> said = new TreeMap<>();

    final List<RouteRevision> edits = new ArrayList<>();
    /** What the mail of the last of them says of its effects. */
    List<String> effects = List.of();

    final List<RawPage> recorded = new ArrayList<>();
    final RouteRevisions revisions;
    final Pauses pauses;
    private final DataSource data;
    private final Map<String, String> properties = new HashMap<>();
    private Optional<Component> polls = Optional.empty();
    private int stamps;
    DefaultCamelContext context;
    RouteGate gate;
    GateDesk desk;

    /** @param data tables of a test class, emptied of what a gate wrote */
    GateWorld(Path home, DataSource data) throws Exception {
        this.data = data;
        folder = Files.createDirectories(home.resolve("routes"));
        files = home.resolve("files");
        queries = home.resolve("config").resolve("sql");
        FileSystemUtils.copyRecursively(Path.of("config", "sql"), queries);
        revisions = new RouteRevisions(new JdbcTemplate(data), clock);
        pauses = new Pauses(new JdbcTemplate(data), clock);
        new JdbcTemplate(data).update("DELETE FROM route_revision");
        new JdbcTemplate(data).update("DELETE FROM pause");
        properties.put("hub.config.dir", queries.getParent().toString());
        properties.put("files", files.toString());
        properties.put("hub.routes.files", files.toString());
        ship();
    }

    /** Puts the shipped files there. */
    void ship() throws IOException {
        try (var shipped = Files.list(Path.of("routes"))) {
            for (var file : shipped.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Polls by a real endpoint, triggered by a real schedule, instead of by hand. */
    void polling(Component component) {
        polls = Optional.of(component);
    }

    /** Starts a hub on what is there. */
    void start() throws Exception {
        context = new DefaultCamelContext();
        context.disableJMX();
        context.setAutowiredEnabled(false);
        var live = beans.all();
        live.forEach(context.getRegistry()::bind);
        context.addComponent("shop", polls.orElse(shop));
        context.addComponent("outbox", outbox);
        if (polls.isEmpty()) {
            context.addComponent("quartz", schedule);
        }
        context.addComponent("smtp", smtp);
        context.addComponent("sql", sql);
        properties.forEach((name, value) -> context.getPropertiesComponent().addInitialProperty(name, value));
        context.start();
        gate = new RouteGate(new Surroundings(
                new Surroundings.Limits(
                        context,
                        folder,
                        queries,
                        Set.of(
                                "bean", "direct", "file", "http", "https", "log", "outbox", "quartz", "shop", "smtp",
                                "sql"),
                        Set.of("erp.example.com"),
                        files,
                        PROOF,
                        Duration.ofSeconds(10)),
                new Surroundings.Books(revisions, pauses, new Bell(), this::edited, clock),
                new Surroundings.Hub(
                        () -> List.copyOf(recorded),
                        this::work,
                        name -> Optional.ofNullable(live.get(name)).<Class<?>>map(Object::getClass),
                        Map.of("hubMail", new DefaultJavaMailSender(), "dataSource", data),
                        name -> Optional.ofNullable(properties.get(name))),
                new Surroundings.Sql(inForce, new QueryTrial(new JdbcTemplate(data))::columns)));
        desk = new GateDesk(gate);
        gate.start();
        for (var page : polls.isEmpty() ? InventedSamples.pages() : List.<Samples.Page>of()) {
            gate.read(page.route());
        }
    }

    void restart() throws Exception {
        context.close();
        start();
    }

    /** One page of every stream and one message of every kind; what comes of it is in {@link #beans}. */
    void work() {
        pages();
        for (var kind : List.of("order", "refund")) {
            deliver(Destination.ERP, kind, "12.50");
        }
        deliver(Destination.LISTING, "stock", "item");
        deliver(Destination.SHIPMENT, "shipment", "parcel");
        deliver(Destination.CHANGE, "price", "item");
        deliver(Destination.CHANGE, "reply", "review");
        for (var kind : List.of("review", "low-stock", "daily", "trouble", "cured")) {
            deliver(Destination.MAIL, kind, "1");
        }
    }

    Map<String, Exchange> pages() {
        var answers = new HashMap<String, Exchange>();
        for (var page : InventedSamples.pages()) {
            Optional.ofNullable(shop.takers().get(page.route().id()))
                    .ifPresent(taker -> answers.put(page.route().id(), taker.take(page.content())));
        }
        return answers;
    }

    List<Exchange> deliver(Destination destination, String kind, String subject) {
        return outbox.takers().values().stream()
                .filter(taker -> taker.name().equals(destination.name()))
                .map(taker -> taker.take(message(destination, kind, subject)))
                .toList();
    }

    static OutboxMessage message(Destination destination, String kind, String subject) {
        return new OutboxMessage(
                1,
                destination,
                kind,
                1,
                Optional.of(InventedShop.SHOP),
                subject,
                subject,
                "",
                "reader@shop.example",
                Map.of(),
                0,
                NOON);
    }

    /** What is on disk. */
    String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    /** Saves a text, as an editor does; its time differs from the one before even on coarse clocks. */
    void save(String file, String text) throws IOException {
        save(file, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    void save(String file, byte[] bytes) throws IOException {
        Files.write(folder.resolve(file), bytes);
        Files.setLastModifiedTime(folder.resolve(file), FileTime.from(NOON.plusSeconds(++stamps)));
    }

    /** Lets the gate look until nothing moves any more. */
    FileStatus settle(String file) throws IOException {
        gate.look();
        gate.look();
        for (int i = 0; i < 3 && gate.provingFile().isPresent(); i++) {
            gate.look();
            clock.advance(PROOF);
        }
        return desk.files().stream()
                .filter(status -> status.file().equals(file))
                .findFirst()
                .orElse(null);
    }

    FileStatus saveAndSettle(String file, String text) throws IOException {
        save(file, text);
        return settle(file);
    }

    @Override
    public void close() throws Exception {
        context.close();
    }

    private void edited(RouteRevision revision, List<String> told) {
        edits.add(revision);
        effects = told;
    }

    private final class Bell implements TroubleBell {

        @Override
        public void raise(String key, String kind, Optional<Long> shopId, Said said) {
            troubles.put(key, said.sentence());
            GateWorld.this.said.put(key, said);
        }

        @Override
        public void cure(String key) {
            troubles.remove(key);
            said.remove(key);
        }
    }
}
