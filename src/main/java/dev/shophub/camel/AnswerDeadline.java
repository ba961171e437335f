package dev.shophub.camel;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Cuts the connection of an answer that is not whole in time, or is larger than allowed. A socket's own timeout does not
 * help against a server that drips: every byte begins it anew.
 */
final class AnswerDeadline implements ExecChainHandler {

    private static final ScheduledThreadPoolExecutor WATCH = watch();

    private final Duration time;
    private final long largest;

    /** @param largest bytes of an answer */
    AnswerDeadline(Duration time, long largest) {
        this.time = time;
        this.largest = largest;
    }

    private static ScheduledThreadPoolExecutor watch() {
        var watch = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "http-deadline");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
        return watch;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        var cut = WATCH.schedule(scope.execRuntime::discardEndpoint, time.toMillis(), TimeUnit.MILLISECONDS);
        try {
            var response = chain.proceed(request, scope);
            if (response.getEntity() == null) {
                cut.cancel(false);
            } else {
                response.setEntity(new HttpEntityWrapper(response.getEntity()) {
                    @Override
                    public InputStream getContent() throws IOException {
                        return new Bounded(super.getContent(), cut, largest);
                    }
                });
            }
            return response;
        } catch (IOException | HttpException | RuntimeException failed) {
            cut.cancel(false);
            throw failed;
        }
    }

    /** Counts what is read; the end of the answer ends the watch. */
    private static final class Bounded extends FilterInputStream {

        private final ScheduledFuture<?> cut;
        private long left;

        private Bounded(InputStream in, ScheduledFuture<?> cut, long largest) {
            super(in);
            this.cut = cut;
            this.left = largest;
        }

        @Override
        public int read() throws IOException {
            return counted(super.read(), 1);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var read = super.read(buffer, offset, length);
            return counted(read, read);
        }

        private int counted(int read, int bytes) throws IOException {
            if (read < 0) {
                cut.cancel(false);
                return read;
            }
            left -= bytes;
            if (left < 0) {
                throw new IOException("The answer is larger than allowed");
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                cut.cancel(false);
            }
        }
    }
}
