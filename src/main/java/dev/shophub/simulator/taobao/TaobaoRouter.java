package dev.shophub.simulator.taobao;

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
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /router/rest}: lets faults have their way with a call, else brings the world up to date and answers. */
final class TaobaoRouter {

    private static final Logger LOG = LoggerFactory.getLogger(TaobaoRouter.class);

    private final TaobaoGateway gateway;
    private final TaobaoFaults faults;
    private final Clock clock;
    private final Runnable catchUp;
    private final ScheduledExecutorService stalled;

    TaobaoRouter(
            TaobaoGateway gateway,
            TaobaoFaults faults,
            Clock clock,
            Runnable catchUp,
            ScheduledExecutorService stalled) {
        this.gateway = gateway;
        this.faults = faults;
        this.clock = clock;
        this.catchUp = catchUp;
        this.stalled = stalled;
    }

    /** Takes every verb, spelt as it came: the platform answers a lower-case one itself. */
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        var sent = TaobaoHttp.parameters(request);
        var fault = faults.take().orElse(null);
        if (fault instanceof TaobaoFault.Stall stall) {
            hold(request.startAsync(), stall.time());
        } else if (fault instanceof TaobaoFault.Html html) {
            unavailable(response, html.status());
        } else {
            var body = answer(request.getMethod(), sent, fault);
            var length = fault instanceof TaobaoFault.Truncate ? body.length / 2 : body.length;
            TaobaoHttp.answer(response, clock, 200, TaobaoHttp.JSON, Arrays.copyOf(body, length));
        }
    }

    private byte[] answer(String verb, Map<String, String> sent, TaobaoFault fault) {
        catchUp.run();
        var limit = fault instanceof TaobaoFault.RateLimit found
                ? Optional.of(found)
                : Optional.<TaobaoFault.RateLimit>empty();
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
        TaobaoHttp.answer(
                response,
                clock,
                status,
                TaobaoHttp.HTML,
                TaobaoHtml.page("系统繁忙", "<p>The gateway is busy, please try again later.</p>"));
    }
}
