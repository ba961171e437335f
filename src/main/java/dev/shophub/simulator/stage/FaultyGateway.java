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

    private final Gateway gateway;
    private final Faults faults;
    private final Clock clock;
    private final Runnable catchUp;
    private final ScheduledExecutorService stalled;
    private final String type;

    /**
     * @param platform names its threads
     * @param type of the content of its answers
     * @param catchUp called before each answer, by several threads at once: brings the trade up to now
     */
    public FaultyGateway(String platform, Gateway gateway, Faults faults, Clock clock, String type, Runnable catchUp) {
        this.gateway = gateway;
        this.faults = faults;
        this.clock = clock;
        this.type = type;
        this.catchUp = catchUp;
        this.stalled = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, platform + "-simulator-stalled");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Takes every verb, spelt as it came: the platform answers a lower-case one itself. */
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        var sent = Http.parameters(request);
        var fault = faults.take().orElse(null);
        if (fault instanceof Fault.Stall stall) {
            hold(request.startAsync(), stall.time());
        } else if (fault instanceof Fault.Html html) {
            unavailable(response, html.status());
        } else {
            var body = answer(request.getMethod(), sent, fault);
            var length = fault instanceof Fault.Truncate ? body.length / 2 : body.length;
            Http.answer(response, clock, 200, type, Arrays.copyOf(body, length));
        }
    }

    private byte[] answer(String verb, Map<String, String> sent, Fault fault) {
        catchUp.run();
        var limit = fault instanceof Fault.RateLimit found ? Optional.of(found) : Optional.<Fault.RateLimit>empty();
        return gateway.answer(verb, sent, limit).getBytes(StandardCharsets.UTF_8);
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
