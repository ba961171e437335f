package dev.shophub.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java source of the hub, for rules that compiled classes no longer show.
 *
 * @param path below the folder of the sources, with forward slashes
 * @param text as written
 */
public record SourceFile(String path, String text) {

    public static final Path MAIN = Path.of("src", "main", "java", "dev", "shophub");

    private static final Pattern LITERAL_OR_COMMENT = Pattern.compile(
            "(\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*')|/\\*[\\s\\S]*?\\*/|//[^\\n]*");

    /** All sources below a folder, by path. */
    public static List<SourceFile> below(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(file -> read(folder, file))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static SourceFile read(Path folder, Path file) {
        try {
            return new SourceFile(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The code without its comments; texts in quotes stay. */
    public String code() {
        return LITERAL_OR_COMMENT
                .matcher(text)
                .replaceAll(found -> found.group(1) == null ? " " : Matcher.quoteReplacement(found.group(1)));
    }

    /** The texts in quotes. */
    public List<String> literals() {
        return LITERAL_OR_COMMENT
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(literal -> literal != null)
                .toList();
    }

    /** The folder it lies in, by path; empty for the root. */
    public String folder() {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** Whether it lies in this folder or below it. */
    public boolean in(String room) {
        return folder().equals(room) || folder().startsWith(room + "/");
    }

    /** The name of its type. */
    public String type() {
        return path.substring(path.lastIndexOf('/') + 1).replace(".java", "");
    }

    @Override
    public String toString() {
        return path;
    }
}
