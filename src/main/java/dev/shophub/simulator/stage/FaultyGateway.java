package dev.shophub.simulator.stage;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A platform's gateway: lets faults have their way with a call, else brings the world up to date and answers. */
public final class FaultyGateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FaultyGateway.class);

    /** What a platform answers when nothing goes wrong on the way. */
    @FunctionalInterface
    public interface Gateway {

        /**
         * The whole body of the answer to a call, whatever is wrong with the call.
         *
         * @param limit to be refused because of a spent quota
         */
        String answer(String verb, Map<String, String> sent, Optional<Fault.RateLimit> limit);
    }

    /** The same of a platform that speaks by paths, headers and statuses. */
    @FunctionalInterface
    public interface Rest {

        /** @param limit to be refused because of a spent quota */
        Http.Answer answer(Http.Call call, Optional<Fault.RateLimit> limit);
    }

    /** What both kinds come to. */
    @FunctionalInterface
    private interface Answers {

        Http.Answer answer(HttpServletRequest request, Optional<Fault.RateLimit> limit)
                throws IOException, ServletException;
    }

    private final Answers answers;
    private final Faults faults;
    private final Clock clock;
    private final Runnable catchUp;
    private final ScheduledExecutorService stalled;

    /**
     * @param platform names its threads
     * @param type of the content of its answers
     * @param catchUp called before each answer, by several threads at once: brings the trade up to now
     */
    public FaultyGateway(String platform, Gateway gateway, Faults faults, Clock clock, String type, Runnable catchUp) {
        this(
                platform,
                (Answers) (request, limit) -> new Http.Answer(
                        200, type, Map.of(), gateway.answer(request.getMethod(), Http.parameters(request), limit)),
                faults,
                clock,
                catchUp);
    }

    /**
     * A platform that speaks by paths, headers and statuses.
     *
     * @param platform names its threads
     * @param catchUp as above
     */
    public FaultyGateway(String platform, Rest rest, Faults faults, Clock clock, Runnable catchUp) {
        this(platform, (Answers) (request, limit) -> rest.answer(Http.call(request), limit), faults, clock, catchUp);
    }

    private FaultyGateway(String platform, Answers answers, Faults faults, Clock clock, Runnable catchUp) {
        this.answers = answers;
        this.faults = faults;
        this.clock = clock;
        this.catchUp = catchUp;
        this.stalled = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, platform + "-simulator-stalled");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Takes every verb, spelt as it came: the platform answers a lower-case one itself. */
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        var fault = faults.take().orElse(null);
        if (fault instanceof Fault.Stall stall) {
            hold(request.startAsync(), stall.time());
        } else if (fault instanceof Fault.Html html) {
            unavailable(response, html.status());
        } else {
            var answer = answer(request, fault);
            var body = answer.body().getBytes(StandardCharsets.UTF_8);
            var length = fault instanceof Fault.Truncate ? body.length / 2 : body.length;
            answer.headers().forEach(response::setHeader);
            Http.answer(response, clock, answer.status(), answer.type(), Arrays.copyOf(body, length));
        }
    }

    private Http.Answer answer(HttpServletRequest request, Fault fault) throws IOException, ServletException {
        catchUp.run();
        var limit = fault instanceof Fault.RateLimit found ? Optional.of(found) : Optional.<Fault.RateLimit>empty();
        return answers.answer(request, limit);
    }

    /** Waits without a thread, so that stalled calls hold up nobody else. */
    private void hold(AsyncContext call, Duration time) {
        call.setTimeout(0);
        stalled.schedule(() -> giveUp(call), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void giveUp(AsyncContext call) {
        try {
            unavailable((HttpServletResponse) call.getResponse(), HttpServletResponse.SC_GATEWAY_TIMEOUT);
        } catch (IOException gone) {
            LOG.debug("The caller of a stalled call has gone");
        } finally {
            call.complete();
        }
    }

    private void unavailable(HttpServletResponse response, int status) throws IOException {
        Http.answer(
                response,
                clock,
                status,
                Http.HTML,
                Html.page("系统繁忙", "<p>The gateway is busy, please try again later.</p>"));
    }

    /** Calls still held are cut. */
    @Override
    public void close() {
        stalled.shutdownNow();
    }
}
