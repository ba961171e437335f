package dev.shophub.simulator.erp;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** What the simulated ERP does wrong on demand, one fault a request, in the order asked for. */
final class Faults {

    /** Plays one fault instead of the answer, or (losing the answer) after it. */
    sealed interface Fault {

        record Status(int status) implements Fault {}

        record RateLimit(Duration delay) implements Fault {}

        record Html() implements Fault {}

        /** No answer until the simulator closes. */
        record Stall() implements Fault {}

        /** The request is carried out, and the answer gets lost. */
        record LostAnswer() implements Fault {}
    }

    private final ConcurrentLinkedQueue<Fault> waiting = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    void add(Fault fault, int times) {
        for (int i = 0; i < times; i++) {
            waiting.add(fault);
        }
    }

    /** The fault of the next request, or null. */
    Fault next() {
        return waiting.poll();
    }

    /** Ends all stalls. */
    void close() {
        closed.countDown();
    }

    void play(Fault fault, HttpServletResponse response) throws IOException {
        if (fault instanceof Fault.Status failing) {
            response.setStatus(failing.status());
        } else if (fault instanceof Fault.RateLimit limit) {
            response.setStatus(429);
            response.setHeader("Retry-After", Long.toString(limit.delay().toSeconds()));
        } else if (fault instanceof Fault.Html) {
            response.setContentType("text/html;charset=utf-8");
            response.getOutputStream().write("<html><body>Maintenance</body></html>".getBytes(StandardCharsets.UTF_8));
        } else if (fault instanceof Fault.LostAnswer) {
            response.setStatus(502);
        } else {
            stall();
        }
    }

    private void stall() {
        try {
            closed.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
