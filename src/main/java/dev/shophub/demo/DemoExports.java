package dev.shophub.demo;

import com.zaxxer.hikari.HikariDataSource;
import dev.shophub.settings.InboxSettings;
import dev.shophub.settings.ReportSettings;
import dev.shophub.simulator.export.ConsoleExports;
import dev.shophub.simulator.export.ConsoleFile;
import dev.shophub.simulator.export.ExportState;
import dev.shophub.simulator.stage.ConsoleWords;
import dev.shophub.simulator.stage.PlayedPlatform;
import dev.shophub.simulator.stage.PlayedPlatforms;
import dev.shophub.store.ReportBook;
import dev.shophub.store.Shops;
import dev.shophub.store.Span;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * Does for invented shops what their operators do in the morning: once the first reports of yesterday are out, exports of the consoles
 * are dropped into the inbox, those of the second shop mailed in.
 */
final class DemoExports implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DemoExports.class);
    private static final int LOOK_SECONDS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final WorldAddresses world;
    private final DemoSettings settings;
    private final InboxSettings inbox;
    private final Supplier<ReportSettings> report;
    private final Shops shops;
    private final ReportBook reports;
    private final Clock clock;
    /** When the last of the shops with a console was. */
    private Instant reported;

    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "demo-exports");
        thread.setDaemon(true);
        return thread;
    });

    DemoExports(
            WorldAddresses world,
            DemoSettings settings,
            InboxSettings inbox,
            Supplier<ReportSettings> report,
            Shops shops,
            ReportBook reports,
            Clock clock) {
        this.world = world;
        this.settings = settings;
        this.inbox = inbox;
        this.report = report;
        this.shops = shops;
        this.reports = reports;
        this.clock = clock;
    }

    /** A folder's shop has no visitors that anybody knows. */
    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        if (settings.tradeFolder().isEmpty()) {
            clockwork.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Until it is done, or was done by an earlier run. */
    private void look() {
        var played = world.shops().stream()
                .flatMap(shop -> PlayedPlatforms.named(shop.platform()).stream())
                .filter(platform -> platform.console().isPresent()) // the others export nothing and are not waited for
                .toList();
        try {
            if (played.stream().allMatch(this::isReported) && (isAllReported(played) || patienceIsOver())) {
                clockwork.shutdown();
                export(played);
            }
        } catch (IOException | MessagingException failed) {
            log.warn("The demo's exports could not be handed in: {}", failed.getMessage());
        }
    }

    private boolean isReported(PlayedPlatform platform) {
        return shops.find(platform.shop().key())
                .flatMap(shop -> reports.lastEdition(shop.id(), Span.day(yesterday(platform))))
                .isPresent();
    }

    /** Else the report of all shops would have the exports in it from the first, and no second edition. */
    private boolean isAllReported(List<PlayedPlatform> played) {
        return world.shops().size() == 1
                || played.isEmpty()
                || reports.lastEdition(0, Span.day(yesterday(played.get(0)))).isPresent();
    }

    /** Where one shop cannot be read the exports of the others come all the same. */
    private boolean patienceIsOver() {
        var now = clock.instant();
        reported = reported == null ? now : reported;
        return !now.isBefore(reported.plus(PATIENCE));
    }

    private LocalDate yesterday(PlayedPlatform platform) {
        return LocalDate.ofInstant(clock.instant(), platform.shop().zone()).minusDays(1);
    }

    private void export(List<PlayedPlatform> played) throws IOException, MessagingException {
        try (HikariDataSource schema =
                StoppedDemo.pool(world.worldUrl(), world.databaseUser(), world.databasePassword())) {
            var exports = new ConsoleExports(new ExportState(schema), settings.seed());
            var mailed = false;
            for (var platform : played) {
                var words = platform.console();
                if (words.isEmpty()) {
                    continue;
                }
                var files = exports.of(platform.shop(), words.get(), yesterday(platform));
                if (mailed || played.size() == 1 || platform != played.get(played.size() - 1)) {
                    drop(platform, files);
                } else {
                    mail(platform, words.get(), files);
                    mailed = true;
                }
                log.info(
                        "{} exports of {} handed in",
                        files.size(),
                        platform.shop().title());
            }
        }
    }

    private void drop(PlayedPlatform platform, List<ConsoleFile> files) throws IOException {
        var folder = Files.createDirectories(
                inbox.dir().resolve(platform.shop().key().value()));
        for (var file : files) {
            Files.write(folder.resolve(file.name()), file.content());
        }
    }

    private void mail(PlayedPlatform platform, ConsoleWords words, List<ConsoleFile> files) throws MessagingException {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(world.ports().get("smtp"));
        var message = new MimeMessageHelper(sender.createMimeMessage(), true, "UTF-8");
        message.setFrom(report.get().morning().figures().values().iterator().next());
        message.setTo(inbox.mail().user());
        message.setSubject(platform.shop().title() + " " + words.console());
        message.setText(words.console());
        for (var file : files) {
            message.addAttachment(file.name(), new ByteArrayResource(file.content()));
        }
        sender.send(message.getMimeMessage());
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
