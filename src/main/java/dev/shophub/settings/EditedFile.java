package dev.shophub.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A text file of the configuration folder that an admin may edit while the hub runs. It is read again when it changed; one
 * that cannot be read leaves the last good content in force.
 */
public final class EditedFile<T> {

    private static final Logger LOG = LoggerFactory.getLogger(EditedFile.class);

    private final Path file;
    private final Parser<T> parser;
    private final T none;
    private final boolean required;
    private Stamp seen = new Stamp(FileTime.fromMillis(0), -1);
    private T content;
    private String problem = "";

    /** Makes something of the lines. */
    public interface Parser<T> {

        /** @throws LineException naming the line that cannot be used */
        T parse(List<String> lines) throws LineException;
    }

    /** A line that cannot be used. */
    public static final class LineException extends Exception {

        private final int line;

        /** @param line from 1 */
        public LineException(int line, String message) {
            super(message);
            this.line = line;
        }
    }

    /**
     * @param none in force until the file was read once
     * @param required whether it is a problem when the file is not there
     */
    public EditedFile(Path file, Parser<T> parser, T none, boolean required) {
        this.file = file;
        this.parser = parser;
        this.none = none;
        this.required = required;
        this.content = none;
    }

    /** The content in force. */
    public synchronized T content() {
        refresh();
        return content;
    }

    /** The content of the file as it is now; empty while it cannot be read. */
    public synchronized Optional<T> good() {
        refresh();
        return problem.isEmpty() ? Optional.of(content) : Optional.empty();
    }

    /** What is wrong with the file now, as {@code FILE:LINE} and a sentence; empty when nothing is. */
    public synchronized Optional<String> problem() {
        refresh();
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }

    private void refresh() {
        var stamp = stamp();
        if (stamp.equals(seen)) {
            return;
        }
        seen = stamp;
        problem = "";
        if (!required && !Files.exists(file)) {
            content = none;
            return;
        }
        try {
            content = parser.parse(lines());
            LOG.info("Read (file={})", file);
        } catch (LineException wrong) {
            told(wrong.line, wrong.getMessage());
        } catch (IOException unreadable) {
            told(1, "cannot be read; expected is a text file in UTF-8");
        }
    }

    private void told(int line, String sentence) {
        problem = file + ":" + line + " " + sentence;
        LOG.error("{}. What was read before stays in force", problem);
    }

    private Stamp stamp() {
        try {
            return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
        } catch (IOException missing) {
            return new Stamp(FileTime.fromMillis(0), 0);
        }
    }

    private List<String> lines() throws IOException, LineException {
        var bytes = Files.readAllBytes(file);
        var lines = new ArrayList<String>();
        var start = 0;
        for (var at = 0; at <= bytes.length; at++) {
            if (at == bytes.length || bytes[at] == '\n') {
                lines.add(decode(Arrays.copyOfRange(bytes, start, at), lines.size() + 1));
                start = at + 1;
            }
        }
        return lines;
    }

    private static String decode(byte[] line, int number) throws LineException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString()
                    .replace("\uFEFF", "")
                    .stripTrailing();
        } catch (CharacterCodingException notUtf8) {
            throw new LineException(number, "is not UTF-8; save the file as UTF-8");
        }
    }

    private record Stamp(FileTime modified, long size) {}
}
