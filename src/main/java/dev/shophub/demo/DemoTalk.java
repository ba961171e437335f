package dev.shophub.demo;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Tells whoever started the demo, in plain words, what runs, where to look, and every minute what went through. */
final class DemoTalk implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger("dev.shophub.Demo");

    private final WorldAddresses world;
    private final Optional<World> played;
    private final MeterRegistry meters;
    private final Environment environment;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "demo-talk");
        thread.setDaemon(true);
        return thread;
    });

    /** @param played the world, where it runs in this process */
    DemoTalk(WorldAddresses world, Optional<World> played, MeterRegistry meters, Environment environment) {
        this.world = world;
        this.played = played;
        this.meters = meters;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        var management = environment.getProperty("local.server.port", "8081");
        world.shops()
                .forEach(shop -> log.info("Shop {} ({}) on a simulated {}", shop.title(), shop.key(), shop.platform()));
        log.info("Health   http://127.0.0.1:{}/actuator/health", management);
        log.info("Metrics  http://127.0.0.1:{}/actuator/prometheus", management);
        log.info(
                "Mailbox  ./hub mails, or IMAP 127.0.0.1:{} with any password",
                world.ports().get("imap"));
        log.info(
                "Database port {}, user and password in data/run.json",
                world.ports().get("database"));
        log.info("Look     ./hub status, ./hub audit, ./hub parked; Ctrl-C ends the demo, its data stays");
        played.ifPresent(World::setPieces);
        log.info("demo ready");
        clockwork.scheduleAtFixedRate(this::summary, 1, 1, TimeUnit.MINUTES);
    }

    private void summary() {
        log.info(
                "So far: {} polls read, {} records stored, {} delivered to ERP and shop, {} mailed",
                timed("shophub.poll.seconds"),
                counted("shophub.records.stored"),
                counted("shophub.outbox.delivered") - delivered("mail"),
                counted("shophub.mails.sent"));
    }

    private long timed(String name) {
        return meters.find(name).timers().stream().mapToLong(Timer::count).sum();
    }

    private long counted(String name) {
        return (long) meters.find(name).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private long delivered(String destination) {
        return (long) meters.find("shophub.outbox.delivered").tag("destination", destination).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
