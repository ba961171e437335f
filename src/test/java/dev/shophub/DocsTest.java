package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The pages lead where they say, name every profile, and no file names a computer or a registry. */
class DocsTest {

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Set<String> NOT_OURS = Set.of("target", "data", "inbox", ".git", ".idea", ".vscode");
    private static final Pattern TEXT = Pattern.compile(
            ".*\\.(md|svg|java|ya?ml|json|csv|sql|properties|xml|html|txt|js|factories|cmd)|.*/[^./]+|.*/\\.[a-z]+ignore");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");
    private static final Pattern PROFILE = Pattern.compile("<profile>\\s*(?:<!--[^>]*-->\\s*)?<id>([^<]+)</id>");

    /** In two parts, so that this file passes as well. */
    private static final Pattern COMPUTER = Pattern.compile("(?<![\\w.-])/(?:wo" + "rk|ro" + "ot|home/\\w+)/\\w|/tmp/bash" + "_jobs");

    private static final Pattern REGISTRY = Pattern.compile("repo1?\\.maven" + "\\.|registry\\.npm" + "js|pypi" + "\\.org"
            + "|proxy\\.golang" + "\\.org|index\\.docker" + "\\.io|maven" + "\\.aliyun");
    private static final String WRAPPER = ".mvn/wrapper/maven-wrapper.properties";

    @Test
    void everyRelativeLinkLeadsSomewhere() throws IOException {
        var broken = new ArrayList<String>();
        for (var page : files("md")) {
            for (var link : matches(LINK, Files.readString(page))) {
                if (!link.contains("://") && !link.startsWith("mailto:") && !leads(page, link)) {
                    broken.add(ROOT.relativize(page) + ": " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void noFileNamesAComputerOrARegistry() throws IOException {
        var found = new ArrayList<String>();
        for (var file : files("")) {
            var name = ROOT.relativize(file).toString().replace('\\', '/');
            if (!TEXT.matcher("/" + name).matches()) {
                continue;
            }
            var text = Files.readString(file);
            COMPUTER.matcher(text).results().forEach(hit -> found.add(name + ": " + hit.group()));
            if (!name.equals(WRAPPER)) {
                REGISTRY.matcher(text).results().forEach(hit -> found.add(name + ": " + hit.group()));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void theReadmeNamesEveryProfile() throws IOException {
        var readme = Files.readString(ROOT.resolve("README.md"));
        var profiles = matches(PROFILE, Files.readString(ROOT.resolve("pom.xml")));
        assertThat(profiles)
                .isNotEmpty()
                .allSatisfy(profile -> assertThat(readme).containsPattern("`(-P)?" + Pattern.quote(profile) + "`"));
    }

    private static boolean leads(Path page, String link) throws IOException {
        var parts = link.split("#", 2);
        var target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || anchors(Files.readString(target)).contains(parts[1]);
    }

    /** As the usual viewers make them of headings: lower case, no punctuation, blanks as hyphens. */
    private static Set<String> anchors(String page) {
        return matches(HEADING, page).stream()
                .map(heading -> heading.strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult hit) -> hit.group(1)).toList();
    }

    private static List<Path> files(String ending) throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return !folder.equals(ROOT) && folder.getParent().equals(ROOT)
                                && NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(ending) && !file.getFileName().toString().equals(".git")) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }
}
