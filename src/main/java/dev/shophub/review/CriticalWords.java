package dev.shophub.review;

import dev.shophub.settings.EditedFile;
import dev.shophub.settings.EditedFile.LineException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The words that make a review critical, one a line of a file that an admin may edit while the hub runs: {@code #} begins
 * a comment, blank lines are passed over. A file that cannot be read leaves the last good list in force.
 */
public final class CriticalWords {

    private static final int LONGEST = 40;
    private static final Pattern LATIN = Pattern.compile("\\p{ASCII}+");

    private final EditedFile<List<Word>> file;

    public CriticalWords(Path file) {
        this.file = new EditedFile<>(file, CriticalWords::parse, List.of(), true);
    }

    /** The words found in the texts, as the file writes them, in the file's order. */
    public List<String> in(String... texts) {
        var normal = Arrays.stream(texts).map(Normal::of).toList();
        return file.content().stream()
                .filter(word -> normal.stream().anyMatch(word.in()))
                .map(Word::written)
                .toList();
    }

    /** What is wrong with the file now, as {@code FILE:LINE} and a sentence; empty when it could be read. */
    public Optional<String> problem() {
        return file.problem();
    }

    private static List<Word> parse(List<String> lines) throws LineException {
        var words = new ArrayList<Word>();
        for (var number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            var comment = line.indexOf('#');
            var word = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (word.length() > LONGEST) {
                throw new LineException(
                        number, "is longer than " + LONGEST + " characters; expected is one word a line");
            }
            if (!word.isEmpty()) {
                words.add(Word.of(word));
            }
        }
        return List.copyOf(words);
    }

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
