package dev.shophub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AheadTest {

    private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

    @Test
    void answersInTheOrderOfTheQuestions() {
        var answers = new Ahead(Runnable::run, 4).ask(TEN, number -> number * 2, number -> 1, Long.MAX_VALUE);

        assertThat(answers.done()).containsExactly(0, 2, 4, 6, 8, 10, 12, 14, 16, 18);
        assertThat(answers.rest()).isEmpty();
    }

    @Test
    void stopsAskingWhenTheAnswersWeighEnough() {
        var answers = new Ahead(Runnable::run, 2).ask(TEN, number -> number, number -> 10, 30);

        assertThat(answers.done()).containsExactly(0, 1, 2, 3);
        assertThat(answers.rest()).containsExactly(4, 5, 6, 7, 8, 9);
    }

    @Test
    @Timeout(20)
    void keepsThatManyUnderWay() throws Exception {
        var pool = Executors.newFixedThreadPool(3);
        var together = new CyclicBarrier(3);
        try {
            var answers = new Ahead(pool, 3)
                    .ask(
                            List.of(1, 2, 3),
                            number -> {
                                try {
                                    together.await(10, TimeUnit.SECONDS);
                                    return number;
                                } catch (Exception alone) {
                                    throw new IllegalStateException("Not three at a time", alone);
                                }
                            },
                            number -> 1,
                            Long.MAX_VALUE);
            assertThat(answers.done()).containsExactly(1, 2, 3);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Pages fetched ahead wait on the same threads as the calls they are made of. */
    @Test
    @Timeout(20)
    void neverWaitsForAThreadThatNeverComesFree() throws Exception {
        var pool = Executors.newSingleThreadExecutor();
        try {
            var page = pool.submit(() -> new Ahead(pool, 4).ask(TEN, number -> number, number -> 1, Long.MAX_VALUE));

            assertThat(page.get().done()).hasSize(10);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void theFirstFailureInOrderIsTold() {
        var ahead = new Ahead(Runnable::run, 4);

        assertThatThrownBy(() -> ahead.ask(
                        TEN,
                        number -> {
                            if (number >= 2) {
                                throw new UnavailableException("down " + number);
                            }
                            return number;
                        },
                        number -> 1,
                        Long.MAX_VALUE))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("down 2");
    }

    @Test
    @Timeout(20)
    void whatWasNotBegunAfterAFailureNeverBegins() throws Exception {
        var pool = Executors.newSingleThreadExecutor();
        var busy = new CountDownLatch(1);
        var begun = new AtomicInteger();
        pool.execute(() -> {
            try {
                busy.await();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            assertThatThrownBy(() -> new Ahead(pool, 4)
                            .ask(
                                    TEN,
                                    number -> {
                                        begun.incrementAndGet();
                                        throw new UnavailableException("down");
                                    },
                                    number -> 1,
                                    Long.MAX_VALUE))
                    .isInstanceOf(UnavailableException.class);
        } finally {
            busy.countDown();
            pool.shutdown();
            assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(begun).hasValue(1);
    }
}
