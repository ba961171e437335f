package dev.shophub;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A database server that only says who it is: greets, lets everybody in, and calls every statement done. */
final class FakeServer implements AutoCloseable {

    private static final int PROTOCOL = 10;
    private static final int CAPABILITIES = 0x000FA20F;
    private static final int UTF8 = 45;
    private static final int AUTOCOMMIT = 2;

    private final ServerSocket socket;
    private final String version;

    private FakeServer(ServerSocket socket, String version) {
        this.socket = socket;
        this.version = version;
    }

    /** @param version as the server would greet with, {@code 8.4.2} */
    static FakeServer start(String version) {
        try {
            var fake = new FakeServer(new ServerSocket(0, 8, InetAddress.getLoopbackAddress()), version);
            var thread = new Thread(fake::serve, "fake-server-" + version);
            thread.setDaemon(true);
            thread.start();
            return fake;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    String url() {
        return "jdbc:mariadb://127.0.0.1:" + socket.getLocalPort() + "/shophub";
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var client = socket.accept()) {
                answer(client);
            } catch (IOException clientIsGone) {
                continue;
            }
        }
    }

    private void answer(Socket client) throws IOException {
        send(client, 0, greeting());
        var in = new DataInputStream(client.getInputStream());
        while (true) {
            var header = in.readNBytes(4);
            if (header.length < 4) {
                return;
            }
            in.skipNBytes(header[0] & 0xFF | (header[1] & 0xFF) << 8 | (header[2] & 0xFF) << 16);
            send(client, header[3] + 1, new byte[] {0, 0, 0, AUTOCOMMIT, 0, 0, 0});
        }
    }

    private byte[] greeting() {
        var packet = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        packet.put((byte) PROTOCOL).put(text(version)).putInt(1).put(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 0});
        packet.putShort((short) CAPABILITIES).put((byte) UTF8).putShort((short) AUTOCOMMIT);
        packet.putShort((short) (CAPABILITIES >> 16)).put((byte) 21).put(new byte[10]);
        packet.put(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 0}).put(text("mysql_native_password"));
        var bytes = new byte[packet.position()];
        packet.flip().get(bytes);
        return bytes;
    }

    private static byte[] text(String text) {
        return (text + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    private static void send(Socket client, int number, byte[] packet) throws IOException {
        var framed = ByteBuffer.allocate(packet.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        framed.putInt(packet.length | number << 24).put(packet);
        client.getOutputStream().write(framed.array());
        client.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
