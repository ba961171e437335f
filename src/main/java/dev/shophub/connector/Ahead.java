package dev.shophub.connector;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Makes calls in parallel and keeps their order, a bounded number under way, until their answers weigh enough. */
public final class Ahead {

    private final Executor threads;
    private final int underWay;

    /**
     * @param threads bounded; may run a call on the caller's thread
     * @param underWay calls at the same time, at least 1
     */
    public Ahead(Executor threads, int underWay) {
        this.threads = threads;
        this.underWay = underWay;
    }

    /**
     * @param done answers in the order of the questions
     * @param rest questions not asked, because the answers already weighed enough
     */
    public record Answers<Q, A>(List<A> done, List<Q> rest) {}

    /**
     * Asks one question after the other, {@code underWay} at a time.
     *
     * @param enough stop asking once the answers weigh this much; what is under way then is still answered
     * @throws Failure the first one, in the order of the questions
     */
    public <Q, A> Answers<Q, A> ask(List<Q> questions, Function<Q, A> call, ToLongFunction<A> weight, long enough) {
        var running = new ArrayDeque<FutureTask<A>>();
        var done = new ArrayList<A>(questions.size());
        int asked = 0;
        long weighed = 0;
        try {
            while (true) {
                while (asked < questions.size() && running.size() < underWay && weighed < enough) {
                    var question = questions.get(asked++);
                    var task = new FutureTask<>(() -> call.apply(question));
                    running.add(task);
                    threads.execute(task);
                }
                if (running.isEmpty()) {
                    return new Answers<>(List.copyOf(done), List.copyOf(questions.subList(asked, questions.size())));
                }
                var answer = answer(running.remove());
                weighed += weight.applyAsLong(answer);
                done.add(answer);
            }
        } finally {
            // After a failure only: what was not begun never begins, what is under way ends on its own time-out.
            running.forEach(task -> task.cancel(false));
        }
    }

    /** A call that no thread has taken yet is made here: whoever waits never waits for a free thread. */
    private static <A> A answer(FutureTask<A> task) {
        task.run();
        try {
            return task.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("A call failed", failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Interrupted while waiting for an answer", stopping);
        }
    }
}
