package dev.shophub.bench;

import dev.shophub.store.AesKey;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The least time the same can take here, by plain Java against the same server and database: the commits that must not be
 * lost, and the calls.
 */
final class Floor implements AutoCloseable {

    /** Levels and numbers that the hub does not use. */
    private static final long LEVEL = 5_000_000;

    private static final int ORDERS = 1_000_000;
    private static final int AT_ONCE = 4;

    private final ServerProcess server;
    private final Books books;
    private final PlainCaller caller;
    private final Connection connection;
    private final ExecutorService calls = Executors.newFixedThreadPool(AT_ONCE);
    private final Clock clock = Clock.systemUTC();

    Floor(ServerProcess server, Books books) throws SQLException {
        this.server = server;
        this.books = books;
        this.caller = new PlainCaller(server.platform(), AT_ONCE);
        this.connection = books.connect();
    }

    /** From an order's answer to its commit, milliseconds. */
    double[] freshness(int count) {
        var tables = new PlainTables(
                connection, books.shopId(0), new AesKey(books.key().bytes()));
        return IntStream.range(0, count)
                .mapToDouble(number -> {
                    var tid = Long.toString(new Shelf(LightServer.SHOPS - 1).tid(ORDERS + number));
                    var answer = caller.detail(LightServer.SHOPS - 1, tid);
                    long began = System.nanoTime();
                    tables.writeAtOnce(List.of(Fetched.of(answer, PlainCaller.utc(clock.instant()))));
                    return (System.nanoTime() - began) / 1e6;
                })
                .toArray();
    }

    /** A commit that says it, then a signed call to each of ten shops. */
    double[] pushes(int rounds) {
        return IntStream.range(0, rounds)
                .boxed()
                .flatMapToDouble(round -> {
                    long began = Happenings.micros(clock);
                    commit("push", round);
                    IntStream.range(0, Latencies.SHOPS)
                            .mapToObj(shop -> calls.submit(() -> caller.call(
                                    shop,
                                    "taobao.item.quantity.update",
                                    Map.of(
                                            "num_iid",
                                            PlatformDesk.ITEM,
                                            "quantity",
                                            Long.toString(LEVEL + round),
                                            "type",
                                            "1"))))
                            .toList()
                            .forEach(Limit::joined);
                    return IntStream.range(0, Latencies.SHOPS)
                            .mapToDouble(
                                    shop -> Latencies.millis(began, happened("push/" + shop + "/" + (LEVEL + round))));
                })
                .toArray();
    }

    /** A commit that says it, then a mail. */
    double[] mails(int count) {
        var properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(server.smtp()));
        var session = Session.getInstance(properties);
        return DoubleStream.iterate(0, number -> number + 1)
                .limit(count)
                .map(number -> {
                    var mark = "floor-" + (int) number;
                    long began = Happenings.micros(clock);
                    commit("mail", (int) number);
                    send(session, mark);
                    return Latencies.millis(began, happened("mail/" + mark));
                })
                .toArray();
    }

    private static void send(Session session, String mark) {
        try {
            var mail = new MimeMessage(session);
            mail.setFrom(new InternetAddress("shophub@localhost"));
            mail.setRecipient(Message.RecipientType.TO, new InternetAddress("boss@example.com"));
            mail.setSubject("floor");
            mail.setText("floor");
            mail.setHeader("X-Ops-Event-Id", mark);
            Transport.send(mail);
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void commit(String what, int number) {
        try (var statement = connection.prepareStatement(
                "INSERT INTO attempt (outbox_id, at, outcome, detail, millis) VALUES (?, UTC_TIMESTAMP(3), ?, '', 0)")) {
            statement.setInt(1, number);
            statement.setString(2, what);
            statement.executeUpdate();
            connection.commit();
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private long happened(String what) {
        return Latencies.awaiting(() -> Optional.of(server.happenings().path(what))
                        .filter(com.fasterxml.jackson.databind.JsonNode::isNumber))
                .asLong();
    }

    @Override
    public void close() throws IOException, SQLException {
        calls.shutdownNow();
        caller.close();
        connection.close();
        books.close();
    }
}
