package dev.shophub.connector;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
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
     * @throws Failure the first one, in the order of the questions; nothing is left under way
     */
    public <Q, A> Answers<Q, A> ask(List<Q> questions, Function<Q, A> call, ToLongFunction<A> weight, long enough) {
        var running = new ArrayDeque<CompletableFuture<A>>();
        var done = new ArrayList<A>(questions.size());
        int asked = 0;
        long weighed = 0;
        try {
            while (true) {
                while (asked < questions.size() && running.size() < underWay && weighed < enough) {
                    var question = questions.get(asked++);
                    running.add(CompletableFuture.supplyAsync(() -> call.apply(question), threads));
                }
                if (running.isEmpty()) {
                    return new Answers<>(List.copyOf(done), List.copyOf(questions.subList(asked, questions.size())));
                }
                var answer = running.remove().join();
                weighed += weight.applyAsLong(answer);
                done.add(answer);
            }
        } catch (CompletionException failed) {
            settle(running);
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    /** Waits for what is under way, whatever comes of it: the first failure is the one that counts. */
    private static <A> void settle(Deque<CompletableFuture<A>> running) {
        running.forEach(call -> call.handle((answer, failure) -> null).join());
    }
}
