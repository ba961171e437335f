package dev.shophub.camel.gate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file's text as it stands on disk: UTF-8, a byte order mark taken off, line ends as {@code \n}.
 *
 * @param file its name below the watched folder
 * @param author who owns the file, as the system names them
 */
record FileText(String file, String text, String author) {

    /** A route file of a hundred routes has 50 KB. */
    static final int LARGEST = 1 << 20;

    /** @throws RefusedException when it is no text that a person wrote */
    static FileText read(String name, Path file) throws RefusedException {
        try {
            var size = Files.size(file);
            if (size > LARGEST) {
                throw new RefusedException(
                                name, 1, "the file is too large (bytes=" + size + ")", "split it; 1 MB is the most")
                        .known("too-large", size);
            }
            return new FileText(name, decoded(name, Files.readAllBytes(file)), owner(file));
        } catch (IOException unreadable) {
            throw new RefusedException(
                            name,
                            1,
                            "the file cannot be read (" + unreadable.getClass().getSimpleName() + ")",
                            "let the hub's user read it")
                    .known("unreadable-file", unreadable.getClass().getSimpleName());
        }
    }

    /** The first line, from 1, that is written on and does not begin so. */
    int firstLine(String comment) {
        var lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty() && !lines.get(i).startsWith(comment)) {
                return i + 1;
            }
        }
        return 1;
    }

    private static String decoded(String name, byte[] bytes) throws RefusedException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException otherCharset) {
            throw new RefusedException(name, 1, "the file is not text in UTF-8", "save it as UTF-8").known("not-text");
        }
        var plain = (text.startsWith("\uFEFF") ? text.substring(1) : text)
                .replace("\r\n", "\n")
                .replace('\r', '\n');
        int line = 1;
        for (int i = 0; i < plain.length(); i++) {
            var character = plain.charAt(i);
            if (character == '\n') {
                line++;
            } else if (character < ' ' && character != '\t') {
                throw new RefusedException(
                                name,
                                line,
                                "the file holds a control character (code=" + (int) character + ")",
                                "delete it; a route file is plain text")
                        .known("control-character", (int) character);
            }
        }
        if (plain.isBlank()) {
            throw new RefusedException(name, 1, "the file is empty", "write it whole, or delete it")
                    .known("empty-file");
        }
        return plain;
    }

    static String owner(Path file) {
        try {
            return Files.getOwner(file).getName();
        } catch (IOException | UnsupportedOperationException unknown) {
            return "";
        }
    }
}
