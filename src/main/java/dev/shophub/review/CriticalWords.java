package dev.shophub.review;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The words that make a review critical, one a line of a file that an admin may edit while the hub runs: {@code #} begins
 * a comment, blank lines are passed over. A file that cannot be read leaves the last good list in force.
 */
public final class CriticalWords {

    private static final Logger LOG = LoggerFactory.getLogger(CriticalWords.class);
    private static final int LONGEST = 40;
    private static final Pattern LATIN = Pattern.compile("[\\p{ASCII}]+");

    private final Path file;
    private Stamp seen = new Stamp(FileTime.fromMillis(0), -1);
    private List<Word> words = List.of();
    private String problem = "";

    public CriticalWords(Path file) {
        this.file = file;
    }

    /** The words found in the texts, as the file writes them, in the file's order. */
    public List<String> in(String... texts) {
        var current = words();
        var found = new ArrayList<String>();
        var normal = Arrays.stream(texts).map(Normal::of).toList();
        for (var word : current) {
            if (normal.stream().anyMatch(word.in())) {
                found.add(word.written());
            }
        }
        return found;
    }

    /** What is wrong with the file now, as {@code FILE:LINE} and a sentence; empty when it could be read. */
    public synchronized Optional<String> problem() {
        refresh();
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }

    private synchronized List<Word> words() {
        refresh();
        return words;
    }

    private void refresh() {
        var stamp = stamp();
        if (stamp.equals(seen)) {
            return;
        }
        seen = stamp;
        try {
            words = read();
            problem = "";
            LOG.info("Critical words read (file={}, words={})", file, words.size());
        } catch (IOException unreadable) {
            problem = unreadable.getMessage();
            LOG.error("{}. The last good list stays in force (words={})", problem, words.size());
        }
    }

    private Stamp stamp() {
        try {
            return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
        } catch (IOException missing) {
            return new Stamp(FileTime.fromMillis(0), 0);
        }
    }

    private List<Word> read() throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException(file + ":1 cannot be read; expected is a text file in UTF-8 with one word a line");
        }
        var result = new ArrayList<Word>();
        var number = 0;
        for (var line : lines(Files.readAllBytes(file))) {
            number++;
            var text = decode(line, number);
            var comment = text.indexOf('#');
            var word = (comment < 0 ? text : text.substring(0, comment)).replace("\uFEFF", "").strip();
            if (word.length() > LONGEST) {
                throw new IOException(file + ":" + number + " is longer than " + LONGEST
                        + " characters; expected is one word a line");
            }
            if (!word.isEmpty()) {
                result.add(Word.of(word));
            }
        }
        return List.copyOf(result);
    }

    private static List<byte[]> lines(byte[] bytes) {
        var result = new ArrayList<byte[]>();
        var start = 0;
        for (var i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                result.add(Arrays.copyOfRange(bytes, start, i));
                start = i + 1;
            }
        }
        return result;
    }

    private String decode(byte[] line, int number) throws IOException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new IOException(file + ":" + number + " is not UTF-8; save the file as UTF-8", notUtf8);
        }
    }

    private record Stamp(FileTime modified, long size) {}

    /** A text for matching: full-width made plain, lower case; once with and once without blanks. */
    private record Normal(String spaced, String closed) {

        private static final Pattern GAPS = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");

        static Normal of(String text) {
            var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
            return new Normal(plain, GAPS.matcher(plain).replaceAll(""));
        }
    }

    /** Latin words and numbers match whole (315 is not in 13155), Chinese ones anywhere, even written with gaps. */
    private record Word(String written, Predicate<Normal> in) {

        static Word of(String written) {
            var normal = Normal.of(written);
            if (!LATIN.matcher(normal.spaced()).matches()) {
                return new Word(written, text -> text.closed().contains(normal.closed()));
            }
            var whole = Pattern.compile("(?<![a-z0-9])" + Pattern.quote(normal.spaced()) + "(?![a-z0-9])");
            return new Word(written, text -> whole.matcher(text.spaced()).find());
        }
    }
}
