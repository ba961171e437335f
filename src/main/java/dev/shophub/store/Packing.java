package dev.shophub.store;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Deflates payloads before they are sealed. */
final class Packing {

    private static final ThreadLocal<Deflater> DEFLATER =
            ThreadLocal.withInitial(() -> new Deflater(Deflater.BEST_SPEED, true));
    private static final int CHUNK = 8192;

    private Packing() {}

    static byte[] deflate(byte[] clear) {
        var deflater = DEFLATER.get();
        deflater.reset();
        deflater.setInput(clear);
        deflater.finish();
        var out = new ByteArrayOutputStream(Math.max(64, clear.length / 3));
        var chunk = new byte[CHUNK];
        while (!deflater.finished()) {
            out.write(chunk, 0, deflater.deflate(chunk));
        }
        return out.toByteArray();
    }

    static byte[] inflate(byte[] packed) {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            var out = new ByteArrayOutputStream(packed.length * 4);
            var chunk = new byte[CHUNK];
            while (!inflater.finished()) {
                var read = inflater.inflate(chunk);
                if (read == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new IllegalStateException("A packed payload is cut short (bytes=" + packed.length + ")");
                }
                out.write(chunk, 0, read);
            }
            return out.toByteArray();
        } catch (DataFormatException broken) {
            throw new IllegalStateException("A packed payload is broken (bytes=" + packed.length + ")", broken);
        } finally {
            inflater.end();
        }
    }
}
