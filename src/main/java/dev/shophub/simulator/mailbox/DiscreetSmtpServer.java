package dev.shophub.simulator.mailbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.Socket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * GreenMail's SMTP server, told to be discreet: when a sender dies in the middle of a mail, GreenMail's exception quotes what
 * it had read so far, and would end uncaught on the error stream.
 */
final class DiscreetSmtpServer extends SmtpServer {

    private static final Logger LOG = LoggerFactory.getLogger(DiscreetSmtpServer.class);

    DiscreetSmtpServer(ServerSetup setup, Managers managers) {
        super(setup, managers);
    }

    @Override
    protected ProtocolHandler createProtocolHandler(Socket socket) {
        return new Discreet(super.createProtocolHandler(socket));
    }

    private record Discreet(ProtocolHandler handler) implements ProtocolHandler {

        @Override
        public void run() {
            try {
                handler.run();
            } catch (IllegalStateException cutOff) {
                // Neither message nor cause: both hold the mail.
                LOG.info("A sender left in the middle of a conversation");
            }
        }

        @Override
        public void close() {
            handler.close();
        }
    }
}
