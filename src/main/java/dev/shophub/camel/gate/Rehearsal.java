package dev.shophub.camel.gate;

import dev.shophub.outbox.Destination;
import dev.shophub.outbox.OutboxMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;

/** Plays the samples through a set of route files, built apart from what runs. Nothing is sent and nothing stored. */
final class Rehearsal {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    /**
     * What a scratch context takes from the running hub.
     *
     * @param beans classes of the beans that routes may call, by name
     * @param bound objects that endpoints name by {@code #name}; they are looked at and never used
     * @param properties values of {@code {{…}}}
     * @param beanValues values of {@code {{bean:…}}}, by what stands behind the colon
     */
    record Borrowed(
            Function<String, Optional<Class<?>>> beans,
            Map<String, Object> bound,
            Function<String, Optional<String>> properties,
            UnaryOperator<String> beanValues) {}

    private final Borrowed borrowed;

    Rehearsal(Borrowed borrowed) {
        this.borrowed = borrowed;
    }

    /**
     * @param edited named in a refusal that no single file is to blame for
     * @throws RefusedException when the files cannot be built together, or take too long
     */
    Performance play(Collection<RouteFile> files, RouteFile edited, Samples samples) throws RefusedException {
        var task = new FutureTask<>(() -> {
            try (var scratch = new Scratch(files, samples, borrowed)) {
                return new Performance(scratch.routes(), runs(scratch, samples));
            }
        });
        var thread = new Thread(task, "rehearsal");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException endless) {
            task.cancel(true);
            throw new RefusedException(
                            edited.name(),
                            1,
                            "its routes did not end a rehearsal within " + LONGEST.toMinutes() + " min",
                            "look for a loop or a delay")
                    .known("rehearsal-endless", LONGEST.toMinutes());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new RefusedException(edited.name(), 1, "the hub is stopping", "save it again").known("hub-stopping");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RefusedException refused) {
                throw refused;
            }
            throw new RefusedException(Reasons.finding(edited, failed.getCause()));
        }
    }

    private static List<Run> runs(Scratch scratch, Samples samples) {
        var runs = new ArrayList<Run>();
        for (var failing : List.of(false, true)) {
            for (var page : samples.pages()) {
                scratch.consumer(page.route().id()).ifPresent(route -> runs.add(page(scratch, route, page, failing)));
            }
            for (var message : failing ? oneOfEachKind(samples.messages()) : samples.messages()) {
                for (var route : scratch.takers("outbox", message.destination().name())) {
                    runs.add(message(scratch, route, message, failing));
                }
            }
            for (var route : scratch.schedules()) {
                runs.add(schedule(scratch, route, failing));
            }
        }
        return runs;
    }

    private static List<OutboxMessage> oneOfEachKind(List<OutboxMessage> messages) {
        var kinds = new TreeSet<String>();
        return messages.stream()
                .filter(message -> kinds.add(script(message.destination(), message.kind())))
                .toList();
    }

    static String script(Destination destination, String kind) {
        return destination + "/" + kind;
    }

    private static Run page(Scratch scratch, StageConsumer route, Samples.Page page, boolean failing) {
        var exchange = play(scratch, route, page.content(), failing);
        var ids = page.content().records().stream()
                .map(record -> record.id().value())
                .toList();
        var stored = exchange.getMessage().getBody() instanceof dev.shophub.intake.SavedPage;
        return new Run(
                page.route().id(),
                "",
                ids,
                scratch.stage().deeds(),
                failed(exchange) ? Run.End.FAILED : stored ? Run.End.STORED : Run.End.DONE,
                failing);
    }

    private static Run message(Scratch scratch, StageConsumer route, OutboxMessage message, boolean failing) {
        var exchange = play(scratch, route, message, failing);
        var told = exchange.getMessage().getBody() instanceof dev.shophub.outbox.Outcome;
        return new Run(
                script(message.destination(), message.kind()),
                message.subject(),
                List.of(),
                scratch.stage().deeds(),
                failed(exchange) ? Run.End.FAILED : told ? Run.End.DELIVERED : Run.End.HELD,
                failing);
    }

    private static Run schedule(Scratch scratch, StageConsumer route, boolean failing) {
        var exchange = play(scratch, route, null, failing);
        return new Run(
                route.getRoute().getRouteId(),
                "",
                List.of(),
                scratch.stage().deeds(),
                failed(exchange) ? Run.End.FAILED : Run.End.DONE,
                failing);
    }

    private static Exchange play(Scratch scratch, StageConsumer route, Object body, boolean failing) {
        scratch.stage().begin(failing);
        return route.play(body);
    }

    private static boolean failed(Exchange exchange) {
        return exchange.getException() != null;
    }
}
