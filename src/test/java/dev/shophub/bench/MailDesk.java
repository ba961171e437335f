package dev.shophub.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A mail server that accepts everything, keeps nothing, and remembers when it accepted which message of the outbox. */
final class MailDesk {

    /** What tells mails apart: of the hub its own header, of plain Java the same. */
    static final String MARK = "x-ops-event-id:";

    private final ServerSocket socket;
    private final Happenings happenings;

    MailDesk(Happenings happenings) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.happenings = happenings;
        start(this::accept, "mail");
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var caller = socket.accept();
                start(() -> talk(caller), "mail-talk");
            }
        } catch (IOException closed) {
            throw new java.io.UncheckedIOException(closed);
        }
    }

    private static void start(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void talk(Socket caller) {
        try (caller;
                var in = new BufferedReader(
                        new InputStreamReader(caller.getInputStream(), StandardCharsets.ISO_8859_1));
                var out = caller.getOutputStream()) {
            caller.setTcpNoDelay(true);
            say(out, "220 bench");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var verb = line.toUpperCase(Locale.ROOT);
                if (verb.startsWith("DATA")) {
                    say(out, "354 go on");
                    var mark = takeIn(in);
                    happenings.now("mail/" + mark);
                    say(out, "250 accepted");
                } else {
                    say(out, verb.startsWith("QUIT") ? "221 bye" : "250 bench");
                }
            }
        } catch (IOException hungUp) {
            // Nobody waits for an answer any more.
        }
    }

    private static String takeIn(BufferedReader in) throws IOException {
        var mark = "";
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith(MARK)) {
                mark = line.substring(MARK.length()).strip();
            }
        }
        return mark;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
